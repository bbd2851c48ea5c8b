import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postForm } from "@/e2e/fixtures/post-form";
import { prepareData } from "@/e2e/fixtures/prepared-data";
import { startServer, type TestServer } from "@/e2e/fixtures/server";
import { throttleRules } from "@/lib/domain/throttle-rules";

const { limit } = throttleRules.passwordByAddress;
let data: Awaited<ReturnType<typeof prepareData>>;
beforeAll(async () => {
  data = await prepareData();
});
afterAll(() => data.remove());

type Headers = Readonly<Record<string, string>>;

/** A server, and wrong passwords sent to it: each for another name, so that only the address is limited. */
async function guessing(settings: Headers, host: (server: TestServer) => string) {
  const server = await startServer({ dataDir: data.dataDir, env: { SECRET: data.secret, ...settings } });
  let guesses = 0;
  const guess = async (headers: Headers) => {
    guesses += 1;
    const fields = { username: `${server.port}-${guesses}`, password: "not the password" };
    const { status } = await postForm(server, "/login", { host: host(server), fields, headers });
    return status;
  };
  return { server, guess };
}

const subdomain = (server: TestServer) => `acorn.localhost:${server.port}`;

describe("security 17: the limit of an address", () => {
  test("is not split by what a client says of its address, where no proxy is trusted", async () => {
    const { server, guess } = await guessing({}, subdomain);
    for (let n = 0; n < limit; n += 1) {
      const ip = `203.0.113.${n}`;
      expect(await guess({ "X-Forwarded-For": ip, "X-Real-IP": ip, Forwarded: `for=${ip}` }), ip).toBe(422);
    }
    expect(await guess({ "X-Forwarded-For": "198.51.100.1" })).toBe(429);
    expect(await guess({})).toBe(429);
    expect(await server.stop()).toBe(0);
  });

  test("is that of whom the trusted proxy names, whatever stands before it", async () => {
    const { server, guess } = await guessing({ TRUST_PROXY: "1" }, subdomain);
    for (let n = 0; n < limit; n += 1)
      expect(await guess({ "X-Forwarded-For": `203.0.113.${n}, 198.51.100.7` }), String(n)).toBe(422);
    expect(await guess({ "X-Forwarded-For": "203.0.113.250, 198.51.100.7" })).toBe(429);
    expect(await guess({ "X-Forwarded-For": "198.51.100.7, 198.51.100.8" }), "another person's").toBe(422);
    expect(await server.stop()).toBe(0);
  });
});
