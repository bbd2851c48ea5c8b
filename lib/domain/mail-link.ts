import type { AskedAt } from "./jobs";
import type { Visit } from "./visit";

/** What a mail that is worded later needs to know of this visit. */
export function askedAt({ app, realm, at, voice, client, redir, redirectUri }: Visit): AskedAt {
  return {
    realmId: realm.id,
    appId: app.id,
    origin: app.origin,
    at: at.toISOString(),
    locale: voice.locale,
    ip: client.ip,
    userAgent: client.userAgent,
    redir,
    redirectUri: redirectUri === "refused" ? null : redirectUri,
  };
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
