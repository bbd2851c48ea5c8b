import { createServer, IncomingMessage } from "node:http";
import { withRequest } from "@/lib/request/context";
import { findSurface } from "@/lib/request/surface";
import { answerApi, isHealth } from "./api";
import { checkBody, checkSameOrigin } from "./body-guard";
import { FILE_WITHIN, limitBodyTime } from "./body-time";
import { checkMethod, checkUpgrade } from "./check-method";
import { answerRedirect, answerRefusal } from "./front-answers";
import { originOf, readHost } from "./host";
import { httpsAddress } from "./https-only";
import { log } from "./log";
import { beginRequest, type RequestLog } from "./log-request";
import { answerOwnFetch, isOwnFetch } from "./own-fetch";
import { readContext, setHeadersAndRules } from "./read-context";
import { Refusal } from "./refusal";
import { setHeadersForStatic } from "./request-headers";
import { readTarget } from "./request-target";
import { type FrontServer, GuardedResponse } from "./response-guard";
import { findRoute, healthRoute } from "./routes";
import { isStopping } from "./stopping";
import { answerUnparsed } from "./unparsed";

/** Next's request handler. */
export type Pages = (request: IncomingMessage, response: GuardedResponse) => Promise<void>;

type Exchange = {
  readonly request: IncomingMessage;
  readonly response: GuardedResponse;
  readonly entry: RequestLog;
  /** Lets the body take its time. */
  readonly takeTime: () => void;
};

/** Limits against clients that are slow on purpose, in ms and bytes; a form of ours needs a small part of each. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: FILE_WITHIN, // all but a file: limitBodyTime
  keepAliveTimeout: 20_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16_384,
};

/** The server of the process: every request passes `pass`, and every answer GuardedResponse. */
export function createFront(pages: Pages): FrontServer {
  const server = createServer(
    { ...limits, IncomingMessage, ServerResponse: GuardedResponse, requireHostHeader: false },
    (request, response) => {
      // A connection whose answer had begun before the stop was not told to close with it.
      response.once("close", () => isStopping() && setImmediate(() => server.closeIdleConnections()));
      void answer(request, response, pages);
    },
  );
  server.timeout = 60_000; // a client that reads nothing for so long
  answerUnparsed(server);
  return server;
}

async function answer(request: IncomingMessage, response: GuardedResponse, pages: Pages): Promise<void> {
  const entry = beginRequest(request, response);
  try {
    await pass({ request, response, entry, takeTime: limitBodyTime(request, response) }, pages);
  } catch (error) {
    if (!(error instanceof Refusal)) log().error({ err: error, id: entry.id }, "A request failed");
    answerRefusal(request, response, error instanceof Refusal ? error : new Refusal("server-error"));
  }
}

/** What every request passes, in this order. Each step answers, refuses by throwing a Refusal, or lets it on. */
async function pass({ request, response, entry, takeTime }: Exchange, pages: Pages): Promise<void> {
  if (isOwnFetch(request)) return answerOwnFetch(request, response);

  checkUpgrade(request);
  const target = readTarget(request);
  const host = readHost(request, target);
  Object.assign(entry, { path: target.path, host });
  request.url = target.path + target.query;
  if (isHealth(target.path)) {
    checkMethod(request, healthRoute);
    return answerApi(request, response);
  }

  const surface = await findSurface(host).catch((error: unknown) => {
    log().error({ err: error, id: entry.id }, "Nobody could say whose host this is");
    throw new Refusal("unavailable", { "Retry-After": "5" });
  });
  const route = surface && findRoute(surface, target.path);
  if (!route) throw new Refusal("not-found");
  checkMethod(request, route);
  if ("takesFile" in route) takeTime();
  const framing = ("framing" in route && route.framing) || null;
  response.rules = { ...response.rules, framing }; // a refusal is shown in the frame, too

  const origin = originOf(surface);
  const moved = httpsAddress(request, { route, address: origin + request.url });
  if (moved) return answerRedirect(response, 308, moved);
  if (route.kind === "redirect") return answerRedirect(response, 307, route.to + target.query);
  if (route.kind === "static" || route.kind === "icon") {
    setHeadersForStatic(request, origin);
    if (route.kind === "icon") request.url = "/favicon.svg"; // also where a browser asks for /favicon.ico, unasked
    response.rules = { kind: route.kind, nonce: response.rules.nonce };
    return pages(request, response);
  }

  if (route.kind !== "api") {
    checkBody(request, route.mostBytes);
    if (!route.fromElsewhere) checkSameOrigin(request, { surface, host });
  }
  const context = readContext(request, { id: entry.id, ip: entry.ip, surface, origin });
  setHeadersAndRules({ request, response }, { kind: route.kind, context, framing });
  const byNext = route.kind === "page" || route.kind === "route";
  return withRequest(context, () => (byNext ? pages(request, response) : answerApi(request, response)));
}
