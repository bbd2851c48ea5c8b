import { expect, test } from "vitest";
import { clientAddress, throttleAddress } from "@/lib/domain/client-address";

test("security 17: without a trusted proxy nothing that a client writes is read", () => {
  for (const spoofed of ["1.1.1.1", "1.1.1.1, 2.2.2.2", "garbage", ""])
    expect(clientAddress("9.9.9.9", spoofed, 0)).toBe("9.9.9.9");
});

test("security 17: with trusted proxies, entries count from the right", () => {
  const forwarded = "6.6.6.6, 1.1.1.1, 2.2.2.2";
  expect(clientAddress("9.9.9.9", forwarded, 1)).toBe("2.2.2.2");
  expect(clientAddress("9.9.9.9", forwarded, 2)).toBe("1.1.1.1");
  expect(
    new Set(["a", "8.8.8.8", "x, y"].map((spoofed) => clientAddress("9.9.9.9", `${spoofed}, 1.1.1.1`, 1))),
  ).toEqual(new Set(["1.1.1.1"]));
});

test("fewer entries than proxies give the leftmost, and none the connection", () => {
  expect(clientAddress("9.9.9.9", "1.1.1.1", 3)).toBe("1.1.1.1");
  expect(clientAddress("9.9.9.9", undefined, 1)).toBe("9.9.9.9");
  expect(clientAddress("9.9.9.9", "", 1)).toBe("9.9.9.9");
});

test("an entry that is no address gives way to the more trusted one to its right", () => {
  expect(clientAddress("9.9.9.9", "unknown, 2.2.2.2", 2)).toBe("2.2.2.2");
  expect(clientAddress("9.9.9.9", "_hidden, <script>", 2)).toBe("9.9.9.9");
  for (const garbage of [
    "256.1.1.1",
    "1.1.1",
    "1.1.1.1.",
    "1.1.1.1.1",
    "0x7f.1.1.1",
    "::1::",
    "g::1",
    ":",
    "1.1.1.1@x",
    "a".repeat(10_000),
  ]) {
    expect(clientAddress("9.9.9.9", garbage, 1)).toBe("9.9.9.9");
  }
});

test.each([
  ["::ffff:1.2.3.4", "1.2.3.4"],
  ["::FFFF:102:304", "1.2.3.4"],
  ["1.2.3.4:5678", "1.2.3.4"],
  ["[2001:db8::1]:443", "2001:db8::1"],
  ["2001:0DB8:0:0:0:0:0:1", "2001:db8::1"],
  ["fe80::1%eth0", "fe80::1"],
  ["::1", "::1"],
  [" 1.2.3.4 ", "1.2.3.4"],
])("%s is the address %s", (written, address) => {
  expect(clientAddress(written, undefined, 0)).toBe(address);
  expect(clientAddress("9.9.9.9", written, 1)).toBe(address);
});

test("no address at all is one unknown address", () => {
  expect(clientAddress("", undefined, 0)).toBe("unknown");
  expect(throttleAddress("unknown")).toBe("unknown");
});

test("security 17: all addresses of one IPv6 /64 count as one, and every IPv4 address by itself", () => {
  expect(throttleAddress("1.2.3.4")).toBe("1.2.3.4");
  expect(throttleAddress("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64");
  expect(throttleAddress("2001:db8:1:2::9")).toBe("2001:db8:1:2::/64");
  expect(throttleAddress("2001:db8::9")).toBe("2001:db8:0:0::/64");
  expect(throttleAddress("2001:db8:0:0:1::")).toBe("2001:db8:0:0::/64");
  expect(throttleAddress("::1")).toBe("0:0:0:0::/64");
  expect(throttleAddress("2001:db8:1:3::9")).not.toBe(throttleAddress("2001:db8:1:2::9"));
});
