import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { CustomFetch } from "openid-client";
import { isAllowedOutbound } from "@/lib/domain/outbound-allow";
import { env } from "@/lib/env";
import { type Guard, guardedLookup, RefusedAddress, resolveBySystem } from "@/lib/hooks/guarded-lookup";
import { isPublicAddress } from "@/lib/hooks/public-address";
import { endOf } from "./patience";
import { ProviderError } from "./provider-error";

/** More than any provider's profile, key set or token. */
const MOST_BYTES = 1024 * 1024;

const guard: Guard = { resolve: resolveBySystem, mayReach: isPublicAddress };

/** True for an address that a provider may have: https, or one that the deployment has allowed by name. */
export function mayUseAddress(url: URL): boolean {
  return url.protocol === "https:" || (url.protocol === "http:" && isAllowedOutbound(url, env().outboundAllow));
}

/**
 * How a provider is asked, whoever wrote its addresses down (security.md 102): no redirect is followed, no proxy used,
 * and nothing but the public internet reached, by the address that was checked; or a host that the deployment allows by
 * name. What comes back is read whole, up to 1 MB.
 */
export const providerFetch: CustomFetch = async (address, { method, headers, body, signal }) => {
  const url = new URL(address);
  if (!mayUseAddress(url) || url.username !== "" || url.password !== "")
    throw new ProviderError("unreachable", "address-not-allowed");
  const isAllowed = isAllowedOutbound(url, env().outboundAllow);
  const sent = body === undefined || body === null ? undefined : Buffer.from(String(body));
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, {
      method,
      agent: false,
      headers: {
        ...headers,
        "accept-encoding": "identity",
        ...(sent ? { "content-length": String(sent.byteLength) } : {}),
      },
      ...(isAllowed ? {} : { lookup: guardedLookup(url, guard) }),
      signal: endOf(signal),
    });
    request.once("response", resolve);
    request.once("error", reject);
    request.end(sent);
  }).catch((error: unknown) => {
    throw error instanceof RefusedAddress ? new ProviderError("unreachable", "address-not-public") : error;
  });
  return readWhole(response);
};

async function readWhole(response: IncomingMessage): Promise<Response> {
  try {
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const part of response) {
      bytes += part.length;
      if (bytes > MOST_BYTES) throw new ProviderError("answer", "too-large");
      parts.push(part);
    }
    const status = response.statusCode ?? 0;
    if (status < 200 || status > 599) throw new ProviderError("answer", "status");
    const isEmpty = status === 204 || status === 205 || status === 304;
    return new Response(isEmpty ? null : Buffer.concat(parts), { status, headers: headersOf(response) });
  } finally {
    response.destroy();
  }
}

function headersOf({ headers }: IncomingMessage): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[name, value]] : [],
  );
}
