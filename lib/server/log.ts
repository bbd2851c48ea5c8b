import pino, { type Logger } from "pino";
import { env } from "@/lib/env";
import { processWide } from "@/lib/process-wide";

/** The process's log: one JSON object a line on standard output, so nothing in a value can begin a line of its own. */
export function log(): Logger {
  return processWide("log", () =>
    pino(
      {
        level: env().logLevel,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
      },
      pino.destination({ fd: 1, sync: true }),
    ),
  );
}
