import type { Instrumentation } from "next";

/** Run by Next once a process, before the first request. lib/server/main.mjs waits for what it starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { start } = await import("@/lib/server/start");
  await start(async () => {
    const { env } = await import("@/lib/env");
    if (env().demo) await (await import("@/prisma/seed")).seedDemo();
    await (await import("@/lib/server/work")).startWork();
    await (await import("@/lib/server/announce-setup")).announceSetup();
  });
}

/** Every error that a page, an action or a route threw, with its stack: in the log, and nowhere else. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logError } = await import("@/lib/server/log-error");
  logError(error, { method: request.method, route: context.routePath, part: context.routeType });
};
