import type { Server } from "node:http";
import { processWide } from "@/lib/process-wide";
import { log } from "./log";

type StopFunction = () => Promise<void>;

const state = processWide<{ stopping: boolean; functions: StopFunction[] }>("stopping", () => ({
  stopping: false,
  functions: [],
}));

/** Runs `stop` when the process ends, after the last request has been answered; the last one added runs first. */
export function onStop(stop: StopFunction): void {
  state.functions.unshift(stop);
}

/** True once the process has been told to stop. */
export function isStopping(): boolean {
  return state.stopping;
}

/** Takes no new connection, lets running requests finish, then runs what `onStop` was given. */
export async function drain(server: Pick<Server, "close" | "closeIdleConnections">): Promise<void> {
  state.stopping = true;
  log().info("Stopping");
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  for (const stop of state.functions) await stop();
  log().info("Stopped");
}
