import type { IncomingMessage } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { createApi } from "@/lib/api/app";
import { databaseReady } from "@/lib/db/client";
import { processWide } from "@/lib/process-wide";
import { log } from "./log";
import { logError } from "./log-error";
import { plainJson } from "./plain-page";
import { Refusal } from "./refusal";
import type { GuardedResponse } from "./response-guard";
import { isStopping } from "./stopping";

/** What is answered by Hono, before Next: health and the JSON APIs. */
export function answerApi(request: IncomingMessage, response: GuardedResponse): Promise<void> {
  const listener = processWide("api", () => {
    const app = createApi({
      isReady: async () => !isStopping() && (await databaseReady()),
      note: (report) => log().warn({ report }, "A page's policy stopped something"),
    });
    // Next uses the same globals: they stay as they are.
    return getRequestListener(app.fetch, { overrideGlobalObjects: false, errorHandler });
  });
  return listener(request, response);
}

function errorHandler(error: unknown): Response {
  logError(error, { part: "api" });
  const refusal = new Refusal("server-error");
  return new Response(plainJson(refusal), {
    status: refusal.status,
    headers: { "Content-Type": "application/json; charset=utf-8" },
  });
}

/** True for the two paths that every host answers. */
export function isHealth(path: string): boolean {
  return path === "/healthz" || path === "/readyz";
}
