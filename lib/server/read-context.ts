import type { IncomingMessage } from "node:http";
import type { RequestContext, Surface } from "@/lib/request/context";
import { formActionOrigins } from "./form-action";
import { newNonce } from "./nonce";
import { setHeadersForApi, setHeadersForNext } from "./request-headers";
import type { GuardedResponse } from "./response-guard";
import { pagePolicy } from "./response-headers";
import type { HandledRules } from "./rules";

type Known = { readonly id: string; readonly ip: string; readonly surface: Surface; readonly origin: string };

/** What everything that answers this request may know of it. */
export function readContext(request: IncomingMessage, { id, ip, surface, origin }: Known): RequestContext {
  return {
    id,
    at: new Date(),
    url: new URL(`${origin}${request.url}`),
    surface,
    nonce: newNonce(),
    client: { ip, userAgent: request.headers["user-agent"]?.slice(0, 512) ?? null },
    answer: {},
    entered: false,
  };
}

/** Makes the request say only what is checked, and tells the response by which rules it will be judged. */
export function setHeadersAndRules(
  { request, response }: { request: IncomingMessage; response: GuardedResponse },
  { kind, context }: { kind: HandledRules["kind"]; context: RequestContext },
): void {
  const { method = "GET", headers } = request;
  const byScript = headers["next-action"] !== undefined;
  const rules: HandledRules = {
    kind,
    context,
    method,
    byScript,
    nonce: context.nonce,
    formAction: formActionOrigins(context.surface),
  };
  response.rules = rules;
  if (kind === "api") setHeadersForApi(request, context);
  else setHeadersForNext(request, context, pagePolicy(rules));
}
