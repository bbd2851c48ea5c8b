import type { IncomingMessage } from "node:http";
import { env } from "@/lib/env";
import type { Surface } from "@/lib/request/context";
import { Refusal } from "./refusal";
import type { Target } from "./request-target";

const hostSyntax = /^(?:[a-z0-9][a-z0-9._-]{0,252}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/;

/** The host that a request is for, in lower case, with its port. Refuses a request with no Host, several, or a strange one. */
export function readHost(request: IncomingMessage, target: Target): string {
  const sent = request.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host");
  const host = (target.host ?? request.headers.host ?? "").toLowerCase();
  if (sent.length !== 1 || !hostSyntax.test(host)) throw new Refusal("bad-request");
  return host;
}

/** The configured origin of a surface: what every link, redirect and check is made from, never the request's own Host. */
export function originOf(surface: Surface): string {
  return surface.kind === "hosted" ? surface.app.origin : env().publicUrl;
}
