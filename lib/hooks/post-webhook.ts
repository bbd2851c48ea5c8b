import { request as httpRequest, type OutgoingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";
import type { DeliveryResult } from "@/lib/domain/delivery";
import { seconds } from "@/lib/domain/duration";
import { type Guard, guardedLookup, RefusedAddress, resolveBySystem } from "./guarded-lookup";
import { deploymentReach, type MayReach } from "./webhook-reach";

/** How a webhook goes out. Production has one way, below. */
export type Way = { readonly resolve: Guard["resolve"]; readonly mayReach: MayReach; readonly timeout: number };

/** From the first look-up to the answer's first line. */
export const WEBHOOK_TIMEOUT_MS = seconds(5);

type Message = { readonly body: string; readonly headers: OutgoingHttpHeaders };

/**
 * Posts JSON to an address that somebody else wrote down, without becoming their way into this network (security.md
 * 102, H15): http and https alone, to addresses that may be reached, whatever a proxy's settings say; no redirect is
 * followed, and nothing of the answer but its status is read. A user and password in the URL go as basic-auth. Answers
 * the status, or why there is none; throws nothing.
 */
export async function postWebhook(
  destination: string,
  { body, headers }: Message,
  { resolve, mayReach, timeout }: Way = {
    resolve: resolveBySystem,
    mayReach: deploymentReach(),
    timeout: WEBHOOK_TIMEOUT_MS,
  },
): Promise<DeliveryResult> {
  const url = URL.canParse(destination) ? new URL(destination) : null;
  if (!url || !isWeb(url)) return "address-refused";
  const signal = AbortSignal.timeout(timeout);
  try {
    const lookup = guardedLookup(url, { resolve, mayReach: (address) => mayReach(url, address) });
    return `${await statusOf(url, { body, headers, lookup, signal })}`;
  } catch (error) {
    return failureOf(error, signal);
  }
}

/** True for the two ways that a webhook may take. */
export function isWeb({ protocol }: URL): boolean {
  return protocol === "https:" || protocol === "http:";
}

type Asking = Message & { readonly lookup: ReturnType<typeof guardedLookup>; readonly signal: AbortSignal };

function statusOf(url: URL, { body, headers, lookup, signal }: Asking): Promise<number> {
  const ask = url.protocol === "https:" ? httpsRequest : httpRequest;
  const sized = { ...headers, "content-length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    // A new connection each time, and no agent: what was checked for one address is never used for another.
    const request = ask(url, { method: "POST", agent: false, headers: sized, lookup, signal });
    request.on("error", reject);
    request.once("response", (response) => {
      response.on("error", () => undefined);
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    request.end(body);
  });
}

function failureOf(error: unknown, signal: AbortSignal): DeliveryResult {
  if (signal.aborted) return "timeout";
  if (error instanceof RefusedAddress) return "address-refused";
  const { code = "" } = Object(error) as { code?: string };
  const ofCertificate = /^(CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_)/.test(code);
  return ofCertificate ? "certificate-refused" : "unreachable";
}
