import type { IncomingMessage } from "node:http";
import { env } from "@/lib/env";
import { Refusal } from "./refusal";
import type { Route } from "./routes";

/**
 * Where a request that came by plain http should have gone, or null when it came as it should. What may already have
 * shown a secret on the way (a form, an API call) is refused instead: a redirect would hide the mistake.
 */
export function httpsAddress(
  request: IncomingMessage,
  { route, address }: { route: Route; address: string },
): string | null {
  if (!cameByHttp(request)) return null;
  if (route.kind === "api" || request.method === "POST") throw new Refusal("https-only");
  return address;
}

/** True when the browser spoke http to the outermost proxy that we trust, though the deployment is on https. */
function cameByHttp({ headers }: IncomingMessage): boolean {
  const { https, trustProxy } = env();
  const said = headers["x-forwarded-proto"];
  if (!https || trustProxy === 0 || said === undefined) return false;
  const hops = String(said).split(",");
  return hops[Math.max(0, hops.length - trustProxy)]?.trim().toLowerCase() === "http";
}
