import { createServer, request as httpRequest, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { fetchGuarded, type Way } from "./guarded-fetch";
import { isPublicAddress } from "./public-address";

const wanted = { type: "text/css", mostBytes: 1_000, timeout: 1_000 };
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server on the loopback, and how often anybody connected to it. */
async function listen(listener: RequestListener) {
  const server = createServer(listener);
  const seen = { connections: 0 };
  server.on("connection", () => {
    seen.connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push(server);
  return { seen, port: (server.address() as AddressInfo).port };
}

const css: RequestListener = (_request, response) => response.setHeader("content-type", "text/css").end("a{b:c}");

/** Plain http to the loopback, as if it were the internet: the rest of the way is the real one. */
function openWay(given: Partial<Way> = {}): Way {
  return {
    resolve: async () => [{ address: "127.0.0.1", family: 4 }],
    mayReach: () => true,
    request: ((url: URL, options: object) =>
      httpRequest(new URL(url.href.replace("https:", "http:")), options)) as Way["request"],
    ...given,
  };
}

test("what is there is fetched, from the address that was checked, under the name that was asked for", async () => {
  const hosts: unknown[] = [];
  const { port } = await listen((request, response) => {
    hosts.push(request.headers.host);
    css(request, response);
  });
  expect(await fetchGuarded(`https://styles.example:${port}/x.css`, wanted, openWay())).toBe("a{b:c}");
  expect(hosts).toEqual([`styles.example:${port}`]);
});

describe("security 102: nothing of this network is reached", () => {
  test.each([
    ...[
      "127.0.0.1",
      "127.1",
      "2130706433",
      "0x7f000001",
      "0177.0.0.1",
      "0.0.0.0",
      "[::1]",
      "[::]",
      "[::ffff:127.0.0.1]",
    ],
    ...["[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "localhost", "localhost.", "127.0.0.1."],
  ])("https://%s", async (host) => {
    const { port, seen } = await listen(css);
    await expect(fetchGuarded(`https://${host}:${port}/`, wanted)).rejects.toThrow(/address|unreachable/);
    expect(seen.connections).toBe(0);
  });

  test.each(["http://styles.example/", "file:///etc/passwd", "gopher://x/", "ftp://x/", "https://a:b@x/", "x", ""])(
    "no other way than https: %s",
    async (address) => {
      await expect(fetchGuarded(address, wanted, openWay())).rejects.toMatchObject({ failure: "address" });
    },
  );

  test.each([["127.0.0.1"], ["10.0.0.1"], ["93.184.216.34", "192.168.0.1"], ["fd00::1"], ["::ffff:127.0.0.1"], []])(
    "a name that stands for %s",
    async (...addresses) => {
      const { port, seen } = await listen(css);
      const resolve = async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
      const way = openWay({ resolve, mayReach: isPublicAddress });
      await expect(fetchGuarded(`https://x.example:${port}/`, wanted, way)).rejects.toMatchObject({
        failure: "address",
      });
      expect(seen.connections).toBe(0);
    },
  );

  test("a name that stands for another address at every look-up is looked up once, and that one is connected to", async () => {
    const { port, seen } = await listen(css);
    let asked = 0;
    const resolve = async () => [{ address: ++asked === 1 ? "127.0.0.2" : "127.0.0.1", family: 4 }];
    // Nothing listens at 127.0.0.2.
    const way = openWay({ resolve, mayReach: (address) => address === "127.0.0.2" });
    await expect(fetchGuarded(`https://x.example:${port}/`, { ...wanted, timeout: 300 }, way)).rejects.toMatchObject({
      failure: "unreachable",
    });
    expect([asked, seen.connections]).toEqual([1, 0]);
  });

  test("a redirect is not followed", async () => {
    const inside = await listen(css);
    const outside = await listen((_request, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${inside.port}/` }).end(),
    );
    await expect(fetchGuarded(`https://x.example:${outside.port}/`, wanted, openWay())).rejects.toMatchObject({
      failure: "status",
    });
    expect(inside.seen.connections).toBe(0);
  });
});

test.each<[string, RequestListener, string]>([
  ["another type", (_, response) => response.setHeader("content-type", "text/html").end("secret"), "type"],
  ["no type", (_, response) => response.end("secret"), "type"],
  ["another status", (_, response) => response.writeHead(500, { "content-type": "text/css" }).end("secret"), "status"],
  ["too much", (_, response) => response.setHeader("content-type", "text/css").end("x".repeat(1_001)), "too-large"],
  ["nothing at all", () => undefined, "unreachable"],
  ["a beginning and no end", (_, response) => response.setHeader("content-type", "text/css").write("a"), "unreachable"],
  ["a broken connection", (request) => request.socket.destroy(), "unreachable"],
])("security 102: %s is refused in time, and nothing of it is repeated", async (_, listener, failure) => {
  const { port } = await listen(listener);
  const begun = performance.now();
  const fetched = fetchGuarded(`https://x.example:${port}/`, { ...wanted, timeout: 300 }, openWay());
  await expect(fetched).rejects.toMatchObject({ failure });
  await expect(fetched).rejects.not.toThrow(/secret/);
  expect(performance.now() - begun).toBeLessThan(2_000);
});

test("security 102: addresses of the public internet, and those that are none", () => {
  const isPublic = ["93.184.216.34", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1"].concat([
    ...["2606:2800:220:1::1", "2a00:1450::1"],
  ]);
  const isNot = [
    "0.1.2.3",
    "10.1.2.3",
    "100.64.0.1",
    "127.9.9.9",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
  ].concat(
    ["192.168.1.1", "198.19.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fc00::1"],
    [
      "fd12::1",
      "fe80::1",
      "fec0::1",
      "ff02::1",
      "::ffff:8.8.8.8",
      "::127.0.0.1",
      "64:ff9b::1",
      "2002:7f00:1::",
      "2001::1",
    ],
    ["2001:db8::1", "x", "", "127.1"],
  );
  expect(isPublic.filter((one) => !isPublicAddress(one))).toEqual([]);
  expect(isNot.filter(isPublicAddress)).toEqual([]);
});
