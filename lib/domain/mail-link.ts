import type { Door } from "./door";
import type { AskedAt } from "./jobs";
import type { HostedApp, Visit } from "./visit";

/** What a mail that is worded later needs to know of this visit. */
export function askedAt({ redir, redirectUri, ...visit }: Visit): AskedAt {
  return { ...askedFor(visit.app, visit), redir, redirectUri: redirectUri === "refused" ? null : redirectUri };
}

/** The same of what an app's own server asks for, for the app that mails go out for. Null where the realm has none. */
export function askedByServer(door: Door): AskedAt | null {
  return door.app && { ...askedFor(door.app, door), redir: null, redirectUri: null };
}

function askedFor({ id: appId, origin }: HostedApp, { realm, at, voice, client }: Omit<Door, "app">) {
  const { ip, userAgent } = client;
  return { realmId: realm.id, appId, origin, at: at.toISOString(), locale: voice.locale, ip, userAgent };
}

type Place = Pick<AskedAt, "origin" | "redir" | "redirectUri">;

/**
 * A link for a mail: on the app's configured origin, never on the Host of a request (security.md 41), with where the
 * person wants to go afterwards.
 */
export function mailLink(
  { origin, redir, redirectUri }: Place,
  path: `/${string}`,
  values: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams(values);
  if (redir) query.set("redir", redir);
  if (redirectUri) query.set("redirect_uri", redirectUri);
  return `${origin}${path}${query.size > 0 ? `?${query}` : ""}`;
}
