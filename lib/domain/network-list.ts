import { isIP } from "node:net";

/** Places in networks: ranges of addresses, and servers by name and port. */
export type NetworkList = {
  readonly ranges: readonly { readonly address: string; readonly prefix: number; readonly family: "ipv4" | "ipv6" }[];
  /** As `host:port`, the host as a URL writes it. */
  readonly servers: readonly string[];
};

/** Reads `10.0.0.0/8, ::1, hooks.internal:8443`; null where a part is neither an address, a range nor `host:port`. */
export function readNetworkList(text: string): NetworkList | null {
  const parts = text.split(",").map((part) => part.trim());
  const read = parts.filter((part) => part !== "").map((part) => readRange(part) ?? readServer(part));
  if (read.includes(null)) return null;
  return {
    ranges: read.filter((one) => one !== null && typeof one !== "string"),
    servers: read.filter((one) => typeof one === "string"),
  };
}

function readRange(part: string): NetworkList["ranges"][number] | null {
  const [address = "", given, ...more] = part.split("/");
  const version = isIP(address);
  if (version === 0 || more.length > 0 || !/^\d{1,3}$/.test(given ?? "0")) return null;
  const bits = version === 4 ? 32 : 128;
  const prefix = Number(given ?? bits);
  return prefix <= bits ? { address, prefix, family: version === 4 ? "ipv4" : "ipv6" } : null;
}

function readServer(part: string): string | null {
  const url = URL.canParse(`http://${part}`) ? new URL(`http://${part}`) : null;
  const port = /:(\d{1,5})$/.exec(part)?.[1];
  if (!url || !port || url.username || url.password || url.pathname !== "/" || url.search || url.hash) return null;
  return `${url.hostname}:${Number(port)}`;
}

/** A server as it stands in a list: the host and port of a URL, the port in full. */
export function serverOf(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === "https:" ? 443 : 80)}`;
}
