import type { IncomingMessage } from "node:http";
import { env } from "@/lib/env";
import type { Surface } from "@/lib/request/context";
import { originOf } from "./host";
import { Refusal } from "./refusal";

/** The most that a form of ours can need (design: forms and LoginRocket 64 KB). */
const MOST_BYTES = 64 * 1024;

/** Bodies up to here are read to their end and dropped, so that the browser sees our answer and not a broken connection. */
const MOST_DROPPED_BYTES = 16 * 1024 * 1024;

/**
 * Refuses a body that no form of ours sends: decided by its headers alone, before a byte of it is read. `mostBytes` is
 * for the few pages whose forms send more than others.
 */
export function checkBody(request: IncomingMessage, mostBytes = MOST_BYTES): void {
  const { "content-length": length, "transfer-encoding": transfer } = request.headers;
  if (request.method !== "POST") {
    if (transfer !== undefined || Number(length ?? 0) > 0) throw new Refusal("bad-request", { Connection: "close" });
    return;
  }
  if (length === undefined) throw new Refusal("length-required", { Connection: "close" });
  const bytes = Number(length);
  if (bytes > mostBytes) throw new Refusal("too-large", bytes > MOST_DROPPED_BYTES ? { Connection: "close" } : {});
  if (!isFormType(request)) throw new Refusal("wrong-type");
}

/** A form's own types; text/plain only for Next's action calls, whose header a foreign form cannot send. */
function isFormType({ headers }: IncomingMessage): boolean {
  const [type = "", ...parameters] = (headers["content-type"] ?? "").toLowerCase().split(";");
  switch (type.trim()) {
    case "application/x-www-form-urlencoded":
      return headers["next-action"] === undefined;
    case "multipart/form-data":
      return parameters.some((parameter) => /^\s*boundary=("[^"]{1,70}"|[^\s";]{1,70})\s*$/.test(parameter));
    case "text/plain":
      return headers["next-action"] !== undefined;
    default:
      return false;
  }
}

/**
 * Refuses a form post that another site made (ASVS 3.5.1). A browser always says where a post came from: by Origin, or
 * by Sec-Fetch-Site where it sends none. A client that says neither is no browser, and holds nobody's cookies.
 */
export function checkSameOrigin(request: IncomingMessage, { surface, host }: { surface: Surface; host: string }): void {
  if (request.method !== "POST") return;
  const { origin, "sec-fetch-site": site } = request.headers;
  const isOurs =
    origin === undefined
      ? site === undefined || site === "same-origin" || site === "none"
      : origin === originOf(surface) || isFallback(surface, { origin, host });
  if (!isOurs) throw new Refusal("cross-site");
}

/** `DEFAULT_APP` also answers on hosts that no configuration knows (a bare IP): there, the host asked is the page's own. */
function isFallback(surface: Surface, { origin, host }: { origin: string; host: string }): boolean {
  const isDefaultApp = surface.kind === "hosted" && surface.app.origin === env().publicUrl;
  return isDefaultApp && (origin === `http://${host}` || origin === `https://${host}`);
}
