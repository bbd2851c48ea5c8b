import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "@/e2e/fixtures/server";
import { parseEnv } from "@/lib/env";
import { ProviderError } from "./provider-error";
import { providerFetch } from "./provider-fetch";

let server: Server;
let port: number;
const arrived: string[] = [];

beforeAll(async () => {
  port = await freePort();
  server = createServer((request, response) => {
    arrived.push(`${request.method} ${request.url}`);
    if (request.url === "/away") response.writeHead(302, { location: `http://127.0.0.1:${port}/there` }).end();
    else if (request.url === "/big") response.end(Buffer.alloc(2 * 1024 * 1024));
    else if (request.url === "/nothing") response.writeHead(204).end();
    else request.pipe(response.writeHead(200, { "content-type": "application/json" }));
  });
  await new Promise<void>((resolve) => server.listen(port, resolve));
});
afterAll(() => server.close());

/** As a deployment would be set that allows these hosts. */
function allow(hosts: string): void {
  Reflect.set(globalThis, Symbol.for("gatehouse.env"), parseEnv({ OUTBOUND_ALLOW: hosts }));
}

const ask = (url: string, more: { method?: string; body?: URLSearchParams } = {}) =>
  providerFetch(url, {
    method: more.method ?? "GET",
    headers: {},
    body: more.body,
    redirect: "manual",
    signal: AbortSignal.timeout(2_000),
  });

const refusal = async (url: string) =>
  ask(url).then(
    () => "answered",
    (error: unknown) => (error instanceof ProviderError ? error.failure : "unreachable"),
  );

describe("security 102: a provider's address", () => {
  test.each([
    (at: number) => `http://127.0.0.1:${at}/`,
    (at: number) => `https://127.0.0.1:${at}/`,
    (at: number) => `https://localhost:${at}/`,
    (at: number) => `https://localhost.:${at}/`,
    (at: number) => `https://[::1]:${at}/`,
    (at: number) => `https://[::ffff:127.0.0.1]:${at}/`,
    (at: number) => `https://2130706433:${at}/`,
    (at: number) => `https://0x7f.1:${at}/`,
    (at: number) => `https://0.0.0.0:${at}/`,
    () => "https://169.254.169.254/latest/meta-data/",
    () => "https://10.0.0.1/",
    () => "https://[fd00::1]/",
    (at: number) => `https://user:secret@127.0.0.1:${at}/`,
  ])("of this machine or network is not asked: %#", async (address) => {
    allow("");
    const before = arrived.length;
    expect(await refusal(address(port))).toBe("unreachable");
    expect(arrived.length).toBe(before);
  });

  test.each(["localhost", "127.0.0.1", "[::1]"])("of this machine is told as such: %s", async (host) => {
    allow("");
    const told = { failure: "unreachable", detail: "address-not-public" };
    await expect(ask(`https://${host}:${port}/`)).rejects.toMatchObject(told);
  });

  test("is asked all the same where the deployment allows its host by name, over http too, and no other with it", async () => {
    allow(`127.0.0.1:${port}`);
    expect((await ask(`http://127.0.0.1:${port}/x`)).status).toBe(200);
    expect(await refusal(`http://localhost:${port}/x`)).toBe("unreachable");
    expect(await refusal(`http://127.0.0.1:${port + 1}/x`)).toBe("unreachable");
    allow("localhost");
    expect((await ask(`http://localhost:${port}/x`)).status).toBe(200);
  });
});

describe("what comes back", () => {
  beforeAll(() => allow("127.0.0.1"));

  test("is the answer to what was sent, form and all", async () => {
    const answer = await ask(`http://127.0.0.1:${port}/`, { method: "POST", body: new URLSearchParams({ a: "ä b" }) });
    expect([await answer.text(), answer.headers.get("content-type")]).toEqual(["a=%C3%A4+b", "application/json"]);
    expect((await ask(`http://127.0.0.1:${port}/nothing`)).status).toBe(204);
  });

  test("is never another address's: a redirect is not followed", async () => {
    expect((await ask(`http://127.0.0.1:${port}/away`)).status).toBe(302);
    expect(arrived).not.toContain("GET /there");
  });

  test("is refused past 1 MB", async () => {
    await expect(ask(`http://127.0.0.1:${port}/big`)).rejects.toMatchObject({ failure: "answer", detail: "too-large" });
  });
});
