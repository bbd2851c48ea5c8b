import type { Context } from "hono";
import { type CorsRight, corsRight } from "@/lib/domain/cors";
import type { HostedApp } from "@/lib/domain/visit";

/** How long a browser may remember what a preflight allowed, in seconds. */
const PREFLIGHT_SECONDS = 600;

/** What the page that asks may do; null where no browser says which page it is. */
export function askingPage(c: Context, app: HostedApp): CorsRight | null {
  const origin = c.req.header("origin");
  return origin === undefined ? null : corsRight(origin, app);
}

/** Says to the browser who may read the answer (Fetch standard, CORS). An origin that is not listed is told nothing. */
export function setCorsHeaders(c: Context, app: HostedApp): void {
  c.header("Vary", "Origin");
  const right = askingPage(c, app);
  if (right !== null && right !== "none") c.header("Access-Control-Expose-Headers", "Retry-After, X-Request-ID");
  if (right === "any") c.header("Access-Control-Allow-Origin", "*");
  if (right !== "listed") return;
  c.header("Access-Control-Allow-Origin", c.req.header("origin") ?? "");
  c.header("Access-Control-Allow-Credentials", "true");
}

/** Answers a preflight. */
export function answerPreflight(c: Context, app: HostedApp): Response {
  setCorsHeaders(c, app);
  if (askingPage(c, app) !== "none") {
    c.header("Access-Control-Allow-Methods", "POST, GET");
    c.header("Access-Control-Allow-Headers", "Accept, Content-Type, X-Requested-With");
    c.header("Access-Control-Max-Age", String(PREFLIGHT_SECONDS));
  }
  return c.body(null, 204);
}
