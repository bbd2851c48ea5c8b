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

/** The app that events, sessions and tickets are of: none where a server asks. */
export function appIdOf({ app, channel }: Door): string | null {
  return channel === "server" ? null : (app?.id ?? null);
}

/** The address that wrong tries are counted by, or null. */
export function countedAddress({ channel, client, address = null }: Door): string | null {
  return channel === "server" ? address : client.ip;
}
