import { reduceRedir } from "@/lib/domain/redir";
import { matchRedirectUri } from "@/lib/domain/redirect-uri";
import type { HostedApp, Visit } from "@/lib/domain/visit";
import { currentRequest } from "./context";

/** The person's visit to the app at this request's host, or null where the host is the deployment's own. */
export function findVisit(): Visit | null {
  const { surface, url, at, id, client } = currentRequest();
  const { app } = surface;
  if (!app) return null;
  return {
    app,
    realm: app.realm,
    at,
    requestId: id,
    client,
    redir: reduceRedir(url.searchParams.get("redir") ?? undefined),
    redirectUri: askedRedirectUri(app, url.searchParams.getAll("redirect_uri")),
  };
}

/** One registered address, null where none is asked for, "refused" for anything else: two of them, or another's. */
function askedRedirectUri(app: HostedApp, asked: readonly string[]): Visit["redirectUri"] {
  const [first, ...more] = asked;
  if (first === undefined) return null;
  return more.length > 0 ? "refused" : (matchRedirectUri(first, app.redirectUris) ?? "refused");
}
