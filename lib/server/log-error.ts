import { currentRequest } from "@/lib/request/context";
import { log } from "./log";

/** Logs what a page, an action or a route threw, with its stack and the id of the request, if it was in one. */
export function logError(error: unknown, where: Readonly<Record<string, unknown>>): void {
  log().error({ err: error, id: requestId(), ...where }, "A page, action or route failed");
}

function requestId(): string | undefined {
  try {
    return currentRequest().id;
  } catch {
    return undefined; // thrown outside of any request
  }
}
