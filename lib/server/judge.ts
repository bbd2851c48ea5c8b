import type { ServerResponse } from "node:http";
import { plainPage } from "./plain-page";
import { Refusal } from "./refusal";
import { securityHeaders } from "./response-headers";
import type { HandledRules, Rules } from "./rules";

/** The response as it is sent. A header that is null is removed; a body that is null is the handler's own. */
export type Judgement = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly body: string | null;
};

const asItIs: Omit<Judgement, "status"> = { headers: {}, body: null };

/** Decides what is really sent of an answer with `status`: its true status, a body a person can read, every header of ours. */
export function judge(response: ServerResponse, status: number, rules: Rules): Judgement {
  const judgement: Judgement = "context" in rules ? judgeHandled(response, status, rules) : { ...asItIs, status };
  const type =
    judgement.headers["Content-Type"] ?? (judgement.body === null ? response.getHeader("content-type") : undefined);
  const isRedirect = (judgement.status >= 300 && judgement.status < 400) || response.hasHeader("x-action-redirect");
  return {
    ...judgement,
    headers: {
      ...securityHeaders(rules, { status: judgement.status, type: String(type ?? ""), isRedirect }),
      ...judgement.headers,
    },
  };
}

function judgeHandled(response: ServerResponse, status: number, rules: HandledRules): Judgement {
  if (rules.kind === "page" && response.hasHeader("x-nextjs-action-not-found")) return unknownAction(status, rules);
  if (rules.kind === "page" && status >= 500 && rules.method === "POST" && !rules.context.entered)
    return saying("bad-request", rules);
  if (status >= 500 && !isForScripts(response)) return saying("server-error", rules);
  if (status >= 300 && status < 400 && rules.method === "POST")
    return { status, headers: { "Content-Type": null }, body: "" };

  const { answer } = rules.context;
  const isPlain200 = status === 200 && answer.status !== undefined && !response.hasHeader("x-action-redirect");
  if (!isPlain200) return { ...asItIs, status };
  const headers: Record<string, string> =
    answer.retryAfter === undefined ? {} : { "Retry-After": String(Math.ceil(answer.retryAfter)) };
  return { status: answer.status ?? status, headers, body: null };
}

/** A form of another build, or garbage in its place (Next says 400). Next's client is sent back to the page as it is now. */
function unknownAction(status: number, rules: HandledRules): Judgement {
  if (status === 400) return saying("bad-request", rules);
  if (!rules.byScript) return saying("page-changed", rules);
  const back = addressOf(rules).replaceAll(";", "%3B");
  return {
    status: 200,
    headers: {
      "x-action-redirect": `${back};replace`,
      "x-nextjs-action-not-found": null,
      "Content-Type": "text/plain",
    },
    body: "",
  };
}

function saying(code: "bad-request" | "page-changed" | "server-error", rules: HandledRules): Judgement {
  const refusal = new Refusal(code);
  const retry = rules.kind === "page" ? addressOf(rules) : undefined;
  return {
    status: refusal.status,
    headers: { "Content-Type": "text/html; charset=utf-8", "x-nextjs-action-not-found": null, Location: null },
    body: plainPage(refusal, { nonce: rules.context.nonce, voice: rules.context.voice, retry }),
  };
}

/** What Next's client or an API's reads for itself says no more than it should: Next leaves a digest in it, Hono our JSON. */
function isForScripts(response: ServerResponse): boolean {
  return /^(?:text\/x-component|application\/(?:[a-z.]+\+)?json|text\/javascript)/.test(
    String(response.getHeader("content-type") ?? ""),
  );
}

function addressOf({ context }: HandledRules): string {
  return context.url.pathname + context.url.search;
}
