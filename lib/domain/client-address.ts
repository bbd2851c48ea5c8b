const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

/**
 * The address of whoever sent a request. `remote` is the other end of the connection, `trustedHops` how many proxies in front of us may be believed: each
 * of them added one entry to X-Forwarded-For, so entries count from the right, and whatever a client wrote further left is never
 * read. An entry that is no address gives way to the next one to its right, and at last to `remote`. Normalised (IPv6 in the
 * form of RFC 5952, IPv4-mapped addresses as IPv4, no port, no zone); "unknown" where there is no address at all.
 */
export function clientAddress(remote: string, forwardedFor: string | undefined, trustedHops: number): string {
  const entries = trustedHops > 0 ? (forwardedFor ?? "").split(",").slice(-trustedHops) : [];
  return [...entries, remote].map(addressIn).find((address) => address !== null) ?? "unknown";
}

/** What a limit per address counts: an IPv4 address itself, of an IPv6 address its /64, which is the least that one customer gets. */
export function throttleAddress(ip: string): string {
  if (!ip.includes(":")) return ip;
  const [head = "", tail] = ip.split("::");
  const leading = head === "" ? [] : head.split(":");
  const trailing = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - leading.length - trailing.length);
  const groups = [...leading, ...Array<string>(zeros).fill("0"), ...trailing];
  return `${groups.slice(0, 4).join(":")}::/64`;
}

function addressIn(entry: string): string | null {
  const text = entry.trim();
  if (text.length > 64) return null;
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  if (ipv4.test(bare)) return bare.split(".").map(Number).join(".");
  const [address = ""] = bare.split("%");
  if (!/^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(address) || !URL.canParse(`http://[${address}]/`)) return null;
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  return mappedIpv4(canonical) ?? canonical;
}

function mappedIpv4(canonical: string): string | null {
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical) ?? [];
  if (high === undefined || low === undefined) return null;
  return [high, low].flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]).join(".");
}
