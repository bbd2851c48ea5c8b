import type { IncomingMessage } from "node:http";
import { Refusal } from "./refusal";
import type { Route } from "./routes";

/** Refuses a method that the route does not have. */
export function checkMethod({ method = "" }: IncomingMessage, { methods }: Route): void {
  if (!methods.includes(method)) throw new Refusal("wrong-method", { Allow: methods.join(", ") });
}

/** Refuses to leave HTTP for a WebSocket: nothing here speaks one. Other upgrades are offers, and may be passed over. */
export function checkUpgrade({ headers }: IncomingMessage): void {
  if (headers.upgrade?.toLowerCase().includes("websocket")) throw new Refusal("bad-request", { Connection: "close" });
}
