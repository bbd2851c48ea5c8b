import type { IncomingMessage } from "node:http";
import type { RequestContext, Surface } from "@/lib/request/context";
import { logError } from "./log-error";
import { newNonce } from "./nonce";
import { setHeadersForApi, setHeadersForNext } from "./request-headers";
import type { GuardedResponse } from "./response-guard";
import { pagePolicy } from "./response-headers";
import type { HandledRules } from "./rules";
import { localeCookie, voiceOf } from "./voice";

type Known = { readonly id: string; readonly ip: string; readonly surface: Surface; readonly origin: string };

/** What everything that answers this request may know of it. */
export function readContext(request: IncomingMessage, { id, ip, surface, origin }: Known): RequestContext {
  const url = new URL(`${origin}${request.url}`);
  return {
    id,
    at: new Date(),
    url,
    surface,
    voice: voiceOf(request, { url, app: surface.app }),
    nonce: newNonce(),
    client: { ip, userAgent: request.headers["user-agent"]?.slice(0, 512) ?? null },
    answer: {},
    report: (error) => logError(error, { part: "stream", id }),
    entered: false,
  };
}

/** Makes the request say only what is checked, and tells the response by which rules it will be judged. */
export function setHeadersAndRules(
  { request, response }: { request: IncomingMessage; response: GuardedResponse },
  { kind, context, framing = null }: Pick<HandledRules, "kind" | "context"> & Partial<Pick<HandledRules, "framing">>,
): void {
  const { method = "GET", headers } = request;
  const byScript = headers["next-action"] !== undefined;
  const rules: HandledRules = {
    kind,
    context,
    method,
    byScript,
    nonce: context.nonce,
    formAction: formActions(context.surface),
    framing,
    cookie: kind === "page" ? localeCookie(context) : null,
  };
  response.rules = rules;
  if (kind === "page" || kind === "route") setHeadersForNext(request, context, pagePolicy(rules));
  else setHeadersForApi(request, context);
}

/**
 * Where a form on the app's pages may end: at its handlers, its redirect addresses, where those are known to send
 * people on to, and the origin of the realm's sessions on the way. Chromium holds a form to form-action along the whole chain of redirects.
 */
function formActions({ app }: Surface): string[] {
  if (!app) return [];
  const home = app.realm.sessionHome?.origin ?? [];
  return [app.loginHandler, app.signupHandler ?? [], app.redirectUris, app.handlerOrigins, home].flat();
}
