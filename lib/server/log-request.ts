import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { clientAddress } from "@/lib/domain/client-address";
import { env } from "@/lib/env";
import { log } from "./log";
import type { GuardedResponse } from "./response-guard";

/** What one request's line in the log says. Never a query, a header or a body: they carry passwords and tokens. */
export type RequestLog = {
  readonly id: string;
  readonly ip: string;
  /** Null until the target could be read: what cannot be read is not repeated. */
  path: string | null;
  host: string | null;
};

/** Secrets that look like ids, and stand in addresses of the management API as such. */
const secrets = /(utk|kli|kpw|kvf)_\w+/g;

/** Gives a request its id, said on its response, and its line in the log once it has been answered or given up. */
export function beginRequest(request: IncomingMessage, response: GuardedResponse): RequestLog {
  const began = performance.now();
  const { method } = request;
  const ip = clientAddress(request.socket.remoteAddress ?? "", header(request, "x-forwarded-for"), env().trustProxy);
  const entry: RequestLog = { id: randomUUID(), ip, path: null, host: null };
  response.setHeader("X-Request-ID", entry.id);
  response.once("close", () => {
    const line = {
      ...entry,
      path: entry.path?.slice(0, 256).replace(secrets, "$1_…"),
      method,
      status: response.sentStatus,
      ms: Math.round(performance.now() - began),
    };
    if (response.writableFinished) log().info(line, "Answered");
    else log().info({ ...line, status: undefined }, "Given up by the client");
  });
  return entry;
}

function header({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return value === undefined ? undefined : [value].flat().join(",");
}
