import type { IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { type Guard, guardedLookup, RefusedAddress, resolveBySystem } from "./guarded-lookup";
import { isPublicAddress } from "./public-address";

/** Why nothing came: in words of our own, never in the other side's. */
export type FetchFailure = "address" | "unreachable" | "status" | "type" | "too-large";

/** A fetch that came to nothing. What the other side said is not in it. */
export class FetchError extends Error {
  constructor(readonly failure: FetchFailure) {
    super(`The fetch came to nothing: ${failure}`);
  }
}

/** What a fetch goes out with. Production has one set, below; no setting, header or row changes it. */
export type Way = Guard & { readonly request: typeof httpsRequest };

const publicInternet: Way = {
  resolve: resolveBySystem,
  mayReach: isPublicAddress,
  request: httpsRequest,
};

export type Wanted = {
  /** The one media type that is taken. */
  readonly type: string;
  readonly mostBytes: number;
  /** For the whole of it, from the first look-up to the last byte, in ms. */
  readonly timeout: number;
};

/**
 * Fetches text from an address that somebody else wrote down, without becoming their way into this network
 * (security.md 102, H15): https alone, no redirect followed, no proxy, and only to addresses of the public internet.
 * Throws FetchError.
 */
export async function fetchGuarded(address: string, wanted: Wanted, way: Way = publicInternet): Promise<string> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "") throw new FetchError("address");
  const signal = AbortSignal.timeout(wanted.timeout);
  try {
    return await readText(await ask(url, { way, type: wanted.type, signal }), wanted);
  } catch (error) {
    if (error instanceof FetchError) throw error;
    throw new FetchError(error instanceof RefusedAddress ? "address" : "unreachable");
  }
}

type Asking = { readonly way: Way; readonly type: string; readonly signal: AbortSignal };

function ask(url: URL, { way, type, signal }: Asking): Promise<IncomingMessage> {
  const headers = { accept: type, "accept-encoding": "identity", "user-agent": "Gatehouse" };
  return new Promise((resolve, reject) => {
    const request = way.request(url, { agent: false, headers, lookup: guardedLookup(url, way), signal });
    request.once("response", resolve);
    request.once("error", reject);
    request.end();
  });
}

async function readText(response: IncomingMessage, { type, mostBytes }: Wanted): Promise<string> {
  try {
    const [sent = ""] = (response.headers["content-type"] ?? "").toLowerCase().split(";");
    if (response.statusCode !== 200) throw new FetchError("status");
    if (sent.trim() !== type) throw new FetchError("type");
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const part of response) {
      bytes += part.length;
      if (bytes > mostBytes) throw new FetchError("too-large");
      parts.push(part);
    }
    return new TextDecoder().decode(Buffer.concat(parts));
  } finally {
    response.destroy();
  }
}
