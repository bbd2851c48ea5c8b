import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { RequestContext } from "@/lib/request/context";
import { OWN_FETCH_HEADER, ownFetchMark } from "./own-fetch";
import { isRouterState } from "./router-state";

/** All that Next gets to see. What it never sees cannot steer it: it believes x-forwarded-host, x-middleware-* and more. */
const forNext = new Set([
  ...[
    "accept",
    "accept-encoding",
    "accept-language",
    "cookie",
    "user-agent",
    "referer",
    "if-none-match",
    "if-modified-since",
    "range",
  ],
  ...[
    "content-type",
    "content-length",
    "sec-fetch-site",
    "sec-fetch-mode",
    "sec-fetch-dest",
    "sec-fetch-user",
    "sec-purpose",
  ],
  ...["rsc", "next-action", "next-router-state-tree", "next-router-prefetch", "next-router-segment-prefetch"],
]);

/** Said by proxies, about us: only lib/server reads it, and only as far as TRUST_PROXY reaches. */
const fromProxies =
  /^(?:x-forwarded|forwarded$|x-real-ip$|x-client-ip$|x-original-|x-rewrite-|x-middleware-|x-gatehouse-|x-http-method)/;

/** Leaves a request for Next with the headers that its pages need, on the configured origin, with its nonce in `policy`. */
export function setHeadersForNext(request: IncomingMessage, context: RequestContext, policy: string): void {
  const headers = {
    ...keep(request, (name) => forNext.has(name)),
    ...forwarded(context.url.origin, context.client.ip),
  };
  // What older browsers call it.
  const purpose = request.headers.purpose;
  if (purpose !== undefined) headers["sec-purpose"] ??= [purpose].flat().join(",");
  const state = headers["next-router-state-tree"];
  if (state !== undefined && !isRouterState(state)) delete headers["next-router-state-tree"];
  if (request.method !== "POST") delete headers["next-action"];
  // checkSameOrigin has found it to be ours, by whatever name of ours; Next knows the configured one.
  if (request.headers.origin !== undefined) headers.origin = context.url.origin;
  replaceHeaders(request, { ...headers, "content-security-policy": policy, [OWN_FETCH_HEADER]: ownFetchMark() });
}

/** Leaves a request for a file of the build with nothing but what caching and compression need. */
export function setHeadersForStatic(request: IncomingMessage, origin: string): void {
  const wanted = ["accept", "accept-encoding", "if-none-match", "if-modified-since", "range"];
  replaceHeaders(request, { ...keep(request, (name) => wanted.includes(name)), ...forwarded(origin, "") });
}

/** Leaves a request for the JSON APIs with everything but what proxies say. */
export function setHeadersForApi(request: IncomingMessage, { url, client }: RequestContext): void {
  replaceHeaders(request, { ...keep(request, (name) => !fromProxies.test(name)), ...forwarded(url.origin, client.ip) });
}

function keep({ headers }: IncomingMessage, isKept: (name: string) => boolean): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => isKept(name)));
}

/** Who is asked, and by whom, as the front decided it. */
function forwarded(origin: string, ip: string): IncomingHttpHeaders {
  const { host, protocol, port } = new URL(origin);
  const scheme = protocol.slice(0, -1);
  return {
    host,
    "x-forwarded-host": host,
    "x-forwarded-proto": scheme,
    "x-forwarded-port": port || (scheme === "https" ? "443" : "80"),
    "x-forwarded-for": ip,
  };
}

/** Hono reads the raw headers, Next the parsed ones. */
function replaceHeaders(request: IncomingMessage, headers: IncomingHttpHeaders): void {
  request.headers = headers;
  request.rawHeaders = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().flatMap((one) => [name, one]),
  );
}
