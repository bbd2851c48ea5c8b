import { BlockList, isIP } from "node:net";

// What is no server of the public internet, by the special-purpose registries of IANA (RFC 6890 and later).
const notPublic4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10], // carrier-grade NAT
  ["127.0.0.0", 8],
  ["169.254.0.0", 16], // link-local, where clouds keep their metadata
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3], // multicast and reserved
] as const;

// Within the global unicast addresses, what leads elsewhere again: Teredo, ORCHID, 6to4, documentation.
const notPublic6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const;

const refused4 = new BlockList();
for (const [net, prefix] of notPublic4) refused4.addSubnet(net, prefix, "ipv4");
const refused6 = new BlockList();
for (const [net, prefix] of notPublic6) refused6.addSubnet(net, prefix, "ipv6");
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");

/**
 * True for an IP address of the public internet, as text. IPv6 only within 2000::/3, so that loopback, unique local,
 * link-local, multicast, and IPv4 in the clothes of IPv6 (`::ffff:127.0.0.1`, 64:ff9b::) are refused with it.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !refused4.check(address, "ipv4");
    case 6:
      return global6.check(address, "ipv6") && !refused6.check(address, "ipv6");
    default:
      return false;
  }
}
