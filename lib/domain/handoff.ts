import { reduceRedir } from "./redir";
import { matchRedirectUri } from "./redirect-uri";
import type { HostedApp, Visit } from "./visit";

/** Where a person wants to go afterwards, and what they asked for on the way. */
export type Handoff = Pick<Visit, "redir" | "redirectUri" | "promptLogin" | "connect"> & Partial<Pick<Visit, "plain">>;

/** What a person came with, as the query of a page says it. */
export function readHandoff(app: Pick<HostedApp, "redirectUris">, asked: URLSearchParams) {
  return {
    plain: asked.get("plain") === "1",
    redir: reduceRedir(asked.get("redir") ?? undefined),
    redirectUri: askedRedirectUri(app, asked),
    promptLogin: asked.get("prompt") === "login",
    connect: /^[\w-]{22}$/.exec(asked.get("connect") ?? "")?.[0] ?? null,
  } satisfies Handoff;
}

/** One registered address, null where none is asked for, "refused" for anything else: two of them, a list, or another's. */
function askedRedirectUri(app: Pick<HostedApp, "redirectUris">, asked: URLSearchParams): Visit["redirectUri"] {
  const [first, ...more] = asked.getAll("redirect_uri");
  if (more.length > 0 || [...asked.keys()].some((name) => name.startsWith("redirect_uri["))) return "refused";
  return first === undefined ? null : (matchRedirectUri(first, app.redirectUris) ?? "refused");
}

/** The same as the query of the next page says it. An address that is not registered goes no further. */
export function handoffQuery({ redir, redirectUri, promptLogin, plain, connect }: Handoff): Record<string, string> {
  return {
    ...(redir ? { redir } : {}),
    ...(redirectUri && redirectUri !== "refused" ? { redirect_uri: redirectUri } : {}),
    ...(promptLogin ? { prompt: "login" } : {}),
    ...(plain ? { plain: "1" } : {}),
    ...(connect ? { connect } : {}),
  };
}
