import { closeDatabase, hearChanges, openDatabase } from "@/lib/db/client";
import { env } from "@/lib/env";
import { createFront } from "./front";
import { log } from "./log";
import { drain, onStop } from "./stopping";

/** What main.mjs waits for, and all it knows of the rest. */
type Started = {
  port: number;
  host: string | undefined;
  createServer: typeof createFront;
  listening: (port: number) => void;
  drain: typeof drain;
};

type Waiting = { resolve: (started: Started) => void; reject: (error: unknown) => void };

/**
 * Starts everything that must run before the first request: settings, database, then `prepare`. Reports to main.mjs
 * instead of throwing, since nobody awaits `register()`. Without main.mjs (a build), it does nothing.
 */
export async function start(prepare: () => Promise<void>): Promise<void> {
  const waiting = Reflect.get(globalThis, Symbol.for("gatehouse.start")) as Waiting | undefined;
  if (!waiting) return;
  try {
    const { port, host, publicUrl } = env();
    keepRunning();
    await openDatabase();
    onStop(closeDatabase);
    await hearChanges();
    await prepare();
    const listening = (actualPort: number) => log().info({ port: actualPort }, `Gatehouse is ready at ${publicUrl}`);
    waiting.resolve({ port, host, createServer: createFront, listening, drain });
  } catch (error) {
    waiting.reject(error);
  }
}

/** A promise that nobody awaited is a bug to log, not a reason to drop everyone else's requests. */
function keepRunning(): void {
  process.on("unhandledRejection", (error) =>
    log().error({ err: error }, "A promise was rejected and nobody awaited it"),
  );
}
