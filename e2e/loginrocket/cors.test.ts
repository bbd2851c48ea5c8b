import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { good, openOrigins } from "../fixtures/login-origins";

let open: Awaited<ReturnType<typeof openOrigins>>;
beforeAll(async () => {
  open = await openOrigins();
});
afterAll(() => open.stop());

describe("security 74: who may read the answers", () => {
  test.each(["https://good.com", "https://other.good.com", "https://listed.example:8443"])(
    "%s is listed, and may send cookies",
    async (Origin) => {
      for (const method of ["POST", "OPTIONS"]) {
        const { headers } = await open.ask("beech", { Origin, "Access-Control-Request-Method": "POST" }, method);
        expect(headers["access-control-allow-origin"]).toBe(Origin);
        expect(headers["access-control-allow-credentials"]).toBe("true");
        expect(headers.vary).toContain("Origin");
      }
    },
  );

  test.each([
    "null",
    "https://good.com.evil.net",
    "https://evilgood.com",
    "https://x.good.com",
    "http://good.com",
    "https://good.com:8443",
    "https://listed.example",
    "https://good.com/in",
    "HTTPS://GOOD.COM",
    "*",
  ])("%s is not", async (Origin) => {
    for (const method of ["POST", "OPTIONS"]) {
      const { headers } = await open.ask("beech", { Origin, "Access-Control-Request-Method": "POST" }, method);
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
      expect(headers.vary).toContain("Origin");
    }
  });

  test("an app that lets everybody in lets nobody's cookies in", async () => {
    const { headers } = await open.ask("cedar", { Origin: "https://anybody.example" });
    expect(headers["access-control-allow-origin"]).toBe("*");
    expect(headers["access-control-allow-credentials"]).toBe(undefined);
  });

  test("a preflight that asks for content-type alone is answered, and decides nothing", async () => {
    const answer = await open.ask(
      "beech",
      { Origin: "https://good.com", "Access-Control-Request-Headers": "content-type" },
      "OPTIONS",
    );
    expect([answer.status, answer.text]).toEqual([204, ""]);
    expect(answer.headers["access-control-allow-headers"]).toMatch(/content-type/i);
    expect(answer.headers["access-control-allow-methods"]).toMatch(/POST/);
  });
});

test("security 75: a form of text/plain, which needs no preflight, is not read", async () => {
  const answer = await open.server.request("/v1/login", {
    host: open.at("beech"),
    method: "POST",
    headers: { "Content-Type": "text/plain", Origin: "https://evil.example" },
    body: JSON.stringify(good),
  });
  expect(JSON.parse(answer.text)).toMatchObject({ errors: [expect.stringContaining("reads JSON and forms")] });
  expect(answer.headers["set-cookie"]).toBe(undefined);
});
