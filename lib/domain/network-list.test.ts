import { expect, test } from "vitest";
import { readNetworkList, serverOf } from "./network-list";

test("addresses, ranges and servers are told apart, whatever the spaces", () => {
  expect(readNetworkList(" 10.0.0.0/8,::1 ,127.0.0.1, Hooks.Internal:8443,[::1]:9000,localhost:80, ")).toEqual({
    ranges: [
      { address: "10.0.0.0", prefix: 8, family: "ipv4" },
      { address: "::1", prefix: 128, family: "ipv6" },
      { address: "127.0.0.1", prefix: 32, family: "ipv4" },
    ],
    servers: ["hooks.internal:8443", "[::1]:9000", "localhost:80"],
  });
  expect(readNetworkList("")).toEqual({ ranges: [], servers: [] });
});

test.each([
  ...["hooks.internal", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0/8", "::1/129", "10.0.0.0/"],
  ...["a:b", "http://a:80", "u@a:80", "a:80/x", "a:99999", "*", "10.0.0.0/8;::1"],
])("what cannot be read is not guessed at: %s", (text) => {
  expect(readNetworkList(text)).toBe(null);
});

test("a URL's server has its port in full", () => {
  const servers = ["https://A.example/x", "http://a.example", "https://a.example:8443", "http://[::1]:80/"].map((url) =>
    serverOf(new URL(url)),
  );
  expect(servers).toEqual(["a.example:443", "a.example:80", "a.example:8443", "[::1]:80"]);
});
