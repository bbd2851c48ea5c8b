import { lookup } from "node:dns/promises";
import { createServer } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Manner, type Receiver, startReceiver } from "@/e2e/fixtures/receiver";
import { seconds } from "@/lib/domain/duration";
import { readNetworkList } from "@/lib/domain/network-list";
import { postWebhook, type Way } from "./post-webhook";
import { isPublicAddress } from "./public-address";
import { standardWebhookHeaders } from "./standard-webhook";
import { leadsInside, reachOf } from "./webhook-reach";

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const message = { body: JSON.stringify({ id: "ev_1" }), headers: { "content-type": "application/json" } };

/** Only the public internet, and what a test allows; names are looked up as it says. */
function way(allow = "", given: Partial<Way> = {}): Way {
  const mayReach = reachOf(readNetworkList(allow) ?? { ranges: [], servers: [] });
  return { resolve: (host) => lookup(host, { all: true }), mayReach, timeout: 1_000, ...given };
}

describe("security 102: a webhook", () => {
  test.each([
    ...["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "017700000001", "0.0.0.0", "0"],
    ...["[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"],
    ...["localhost", "localhost.", "LOCALHOST", "127.0.0.1.", "１２７.0.0.1", "127。0。0。1", "user:pw@127.0.0.1"],
  ])("never reaches the loopback by http://%s", async (host) => {
    for (const scheme of ["http", "https"])
      expect(await postWebhook(`${scheme}://${host}:${receiver.port}/`, message, way())).toMatch(
        /^(address-refused|unreachable)$/,
      );
    expect(receiver.seen.connections).toBe(0);
  });

  test.each([
    ...[
      "10.0.0.1",
      "172.16.0.1",
      "192.168.0.1",
      "169.254.169.254",
      "100.64.0.1",
      "[fd00::1]",
      "[fe80::1]",
      "[fc00::1]",
    ],
  ])("is not even tried at http://%s", async (host) => {
    expect(await postWebhook(`http://${host}/`, message, way())).toBe("address-refused");
    expect(leadsInside(new URL(`http://${host}/`), way().mayReach)).toBe(true);
  });

  test.each([
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
    "ftp://x.example/",
    "data:,x",
    "javascript:1",
    "x",
    "",
    "//x",
  ])("goes no other way than http and https: %s", async (address) => {
    expect(await postWebhook(address, message, way("0.0.0.0/0"))).toBe("address-refused");
  });

  test.each([["127.0.0.1"], ["10.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["fd00::1"], ["::ffff:127.0.0.1"], []])(
    "does not go to a name that stands for %s",
    async (...addresses) => {
      const resolve = async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
      const result = await postWebhook(`http://x.example:${receiver.port}/`, message, way("", { resolve }));
      expect([result, receiver.seen.connections]).toEqual(["address-refused", 0]);
    },
  );

  test("goes to the address that was checked, though its name stands for another one at the next look-up", async () => {
    let asked = 0;
    const resolve = async () => [{ address: ++asked === 1 ? "127.0.0.2" : "127.0.0.1", family: 4 }];
    // Nothing listens at 127.0.0.2, which alone is allowed.
    const result = await postWebhook(`http://x.example:${receiver.port}/`, message, way("127.0.0.2", { resolve }));
    expect([result, asked, receiver.seen.connections]).toEqual(["unreachable", 1, 0]);
  });

  test("follows no redirect, inside or outside", async () => {
    const inside = await startReceiver();
    receiver.treat({ redirect: inside.url });
    expect(await postWebhook(receiver.url, message, way(`127.0.0.1:${receiver.port}`))).toBe("302");
    expect(inside.seen.connections).toBe(0);
    await inside.close();
  });

  test("takes no way around by a proxy that the environment names", async () => {
    const proxy = await startReceiver();
    const names = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "NODE_USE_ENV_PROXY"];
    for (const name of names)
      process.env[name] = name === "NODE_USE_ENV_PROXY" ? "1" : `http://127.0.0.1:${proxy.port}`;
    try {
      expect(await postWebhook(receiver.url, message, way("127.0.0.0/8"))).toBe("204");
      expect(await postWebhook(`http://10.0.0.1:${proxy.port}/`, message, way())).toBe("address-refused");
    } finally {
      for (const name of names) delete process.env[name];
    }
    expect(proxy.seen.connections).toBe(0);
    await proxy.close();
  });

  test("is given up in time, and whatever is said to it but a status is not repeated", async () => {
    const manners: [Manner, RegExp][] = [
      ["hang", /^timeout$/],
      ["die", /^unreachable$/],
      ["die-late", /^unreachable$/],
      [500, /^500$/],
      [404, /^404$/],
      [200, /^200$/],
    ];
    for (const [manner, expected] of manners) {
      receiver.treat(manner);
      const begun = performance.now();
      expect(await postWebhook(receiver.url, message, way("127.0.0.0/8", { timeout: 300 }))).toMatch(expected);
      expect(performance.now() - begun, String(manner)).toBeLessThan(3_000);
    }
    const garbage = createServer((socket) => socket.end("what the receiver says\r\n\r\n"));
    await new Promise<void>((resolve) => garbage.listen(0, "127.0.0.1", resolve));
    const { port } = garbage.address() as { port: number };
    expect(await postWebhook(`http://127.0.0.1:${port}/`, message, way("127.0.0.0/8"))).toBe("unreachable");
    garbage.close();
  });
});

test("a deployment may allow ranges, addresses, and servers by name and port, and nothing beside them is allowed", async () => {
  const reaches = async (allow: string, url: string) => (await postWebhook(url, message, way(allow))) === "204";
  const { port } = receiver;
  const other = await startReceiver();
  for (const allow of ["127.0.0.0/8", "127.0.0.1", `127.0.0.1:${port}`])
    expect(await reaches(allow, receiver.url), allow).toBe(true);
  expect(await reaches(`localhost:${port}`, `http://localhost:${port}/`)).toBe(true);
  for (const allow of ["127.0.0.2/32", "10.0.0.0/8", "::1", `localhost:${port}`, `127.0.0.1:${other.port}`])
    expect(await reaches(allow, receiver.url), allow).toBe(false);
  expect(await reaches(`127.0.0.1:${port}`, other.url)).toBe(false);
  expect(isPublicAddress("127.0.0.1")).toBe(false);
  await other.close();
});

test("a user and a password in the address go as basic-auth, and nowhere else", async () => {
  const url = new URL(receiver.url);
  url.username = "acorn";
  url.password = "p@ss:wörd";
  expect(await postWebhook(`${url.href}?key=1`, message, way("127.0.0.0/8"))).toBe("204");
  const [got] = receiver.received;
  expect(got).toMatchObject({ method: "POST", path: "/hooks?key=1", body: message.body });
  expect(got?.headers.authorization).toBe(`Basic ${Buffer.from("acorn:p@ss:wörd").toString("base64")}`);
  expect(got?.headers["content-type"]).toBe("application/json");
  expect(got?.headers.host).toBe(`127.0.0.1:${receiver.port}`);
});

test("security 103: what is signed verifies as Standard Webhooks, and not once it is changed, late or of another key", () => {
  const key = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
  const other = `whsec_${Buffer.alloc(32, 8).toString("base64")}`;
  const signed = (at: Date) => standardWebhookHeaders({ id: "ent_1", at, body: '{"a":1}', key });
  const now = new Date();
  expect(new Webhook(key).verify('{"a":1}', signed(now))).toEqual({ a: 1 });
  expect(() => new Webhook(key).verify('{"a":2}', signed(now))).toThrow();
  expect(() => new Webhook(other).verify('{"a":1}', signed(now))).toThrow();
  expect(() => new Webhook(key).verify('{"a":1}', { ...signed(now), "webhook-id": "ent_2" })).toThrow();
  for (const minutes of [-6, 6])
    expect(() => new Webhook(key).verify('{"a":1}', signed(new Date(now.getTime() + seconds(60) * minutes)))).toThrow();
});
