import type { IncomingMessage } from "node:http";
import { minutes, seconds } from "@/lib/domain/duration";
import { answerRefusal } from "./front-answers";
import { Refusal } from "./refusal";
import type { GuardedResponse } from "./response-guard";

/** How long a request may take to come whole, and how long one that brings a file (lib/server/routes.ts). */
const WHOLE_WITHIN = seconds(30);
export const FILE_WITHIN = minutes(20);

/**
 * Ends a request whose body has not come whole in half a minute, also where it has been answered already: that is how
 * clients are slow on purpose. Node itself knows one time for all requests, which is that of a file. Answers what lifts
 * the limit.
 */
export function limitBodyTime(request: IncomingMessage, response: GuardedResponse): () => void {
  const timer = setTimeout(() => {
    if (request.complete) return;
    if (response.writableEnded) request.destroy();
    else {
      response.once("close", () => request.destroy());
      answerRefusal(request, response, new Refusal("too-slow", { Connection: "close" }));
    }
  }, WHOLE_WITHIN);
  timer.unref();
  const clear = () => clearTimeout(timer);
  const clearIfWhole = () => request.complete && clear();
  request.once("end", clear).once("close", clear);
  response.once("close", clearIfWhole);
  return clear;
}
