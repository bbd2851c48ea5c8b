import type { IncomingMessage } from "node:http";
import { plainJson, plainPage } from "./plain-page";
import type { Refusal } from "./refusal";
import type { GuardedResponse } from "./response-guard";
import { isUnder } from "./routes";
import { voiceOf } from "./voice";

/** Sends a refusal as a page, or as JSON where an API was asked. Ends the connection if an answer has already begun. */
export function answerRefusal(request: IncomingMessage, response: GuardedResponse, refusal: Refusal): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { nonce } = response.rules;
  const isApi = isUnder(request.url?.split("?")[0] ?? "", "/v1");
  const voice = voiceOf(request, { url: null, app: null });
  const body = isApi ? plainJson(refusal) : plainPage(refusal, { nonce, voice });
  for (const name of response.getHeaderNames()) if (name !== "x-request-id") response.removeHeader(name);
  response.rules = { kind: "plain", nonce };
  response.setHeader("Content-Type", isApi ? "application/json; charset=utf-8" : "text/html; charset=utf-8");
  response.setHeader("Content-Length", Buffer.byteLength(body));
  for (const [name, value] of Object.entries(refusal.headers)) response.setHeader(name, value);
  response.writeHead(refusal.status).end(body);
}

/** Sends the browser on, with nothing to read on the way. */
export function answerRedirect(response: GuardedResponse, status: 307 | 308, address: string): void {
  response.setHeader("Location", address);
  response.setHeader("Content-Length", 0);
  response.writeHead(status).end();
}
