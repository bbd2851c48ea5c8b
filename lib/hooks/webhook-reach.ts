import { BlockList, isIP } from "node:net";
import { type NetworkList, serverOf } from "@/lib/domain/network-list";
import { env } from "@/lib/env";
import { processWide } from "@/lib/process-wide";
import { isPublicAddress } from "./public-address";

/** Whether a webhook for `url` may connect to an address: one of the public internet, or one that is allowed apart. */
export type MayReach = (url: URL, address: string) => boolean;

/** Lets through the public internet and what a list allows beside it. */
export function reachOf({ ranges, servers }: NetworkList): MayReach {
  const allowed = new BlockList();
  for (const { address, prefix, family } of ranges) allowed.addSubnet(address, prefix, family);
  return (url, address) =>
    isPublicAddress(address) ||
    servers.includes(serverOf(url)) ||
    allowed.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** What this deployment allows: the public internet, and `WEBHOOK_ALLOW`. */
export function deploymentReach(): MayReach {
  return processWide("webhook-reach", () => reachOf(env().webhookAllow));
}

/** True for a URL that holds an address that webhooks may not go to. What a name stands for is seen when they go. */
export function leadsInside(url: URL, mayReach: MayReach = deploymentReach()): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return isIP(host) !== 0 && !mayReach(url, host);
}
