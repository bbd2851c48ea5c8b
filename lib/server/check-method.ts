import type { IncomingMessage } from "node:http";
import { Refusal } from "./refusal";
import type { Route } from "./routes";

/** Refuses a method that the route does not have, and anything that would leave HTTP (WebSockets). */
export function checkMethod({ method = "", headers }: IncomingMessage, { methods }: Route): void {
  if (!methods.includes(method)) throw new Refusal("wrong-method", { Allow: methods.join(", ") });
  if (headers.upgrade?.toLowerCase().includes("websocket")) throw new Refusal("bad-request", { Connection: "close" });
}
