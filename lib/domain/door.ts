import type { HostedSettings } from "./hosted-settings";
import type { HostedApp, Visit } from "./visit";

/**
 * Where a person's request comes in: by one of our apps, which is a visit; or by their app's own server, which asks by
 * the management API and decides itself what stands between a right password and its pages.
 */
export type Door = Pick<Visit, "realm" | "at" | "voice"> & {
  /** The app that asks; for a server the one that mails go out for, null where the realm has none. */
  readonly app: HostedApp | null;
  readonly channel: Visit["channel"] | "server";
  readonly client: { readonly ip: string | null; readonly userAgent: string | null };
  /** Of a server: the person's address, where it says that one. Its own stands for all of its people, and counts for none. */
  readonly address?: string | null;
};

/** A server's door, with the hosted settings of its realm: no app's stand before them. */
export type ServerDoor = Door & { readonly settings: HostedSettings };

/** The app that asks: none where a server does. */
export function askingApp({ app, channel }: Door): HostedApp | null {
  return channel === "server" ? null : app;
}

/** The app that events, sessions and tickets are of. */
export function appIdOf(door: Door): string | null {
  return askingApp(door)?.id ?? null;
}

/** Whether people log in and sign up at a door: an app's settings say so; of a server's the server does, by asking. */
export function isOpenFor(door: Door, what: "login" | "signup"): boolean {
  return askingApp(door)?.settings[what] ?? true;
}

/** The address that wrong tries are counted by, or null. */
export function countedAddress({ channel, client, address = null }: Door): string | null {
  return channel === "server" ? address : client.ip;
}
