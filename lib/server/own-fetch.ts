import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { processWide } from "@/lib/process-wide";
import type { GuardedResponse } from "./response-guard";

/**
 * Next asks its own server for the page that an action redirects to, or for an action that another page holds, and
 * copies the headers of the request at hand. This one marks such requests; from outside it is always removed.
 */
export const OWN_FETCH_HEADER = "x-gatehouse-own-fetch";

/** Known to this process alone. */
export function ownFetchMark(): string {
  return processWide("own-fetch-mark", () => randomBytes(32).toString("base64url"));
}

export function isOwnFetch(request: IncomingMessage): boolean {
  return request.headers[OWN_FETCH_HEADER] === ownFetchMark();
}

/**
 * Says nothing to Next's question for a page, so that the browser loads the page itself, on its own host and with its
 * own nonce; and "no such action" to a forwarded action, since every form of ours posts to the page that it is on.
 */
export function answerOwnFetch(request: IncomingMessage, response: GuardedResponse): void {
  if (request.method === "GET") response.statusCode = 204;
  else {
    response.statusCode = 409;
    response.setHeader("x-nextjs-action-not-found", "1");
  }
  response.end();
}
