import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startDemoServer } from "../fixtures/demo-server";

let demo: Awaited<ReturnType<typeof startDemoServer>>;
beforeAll(async () => {
  demo = await startDemoServer();
});
afterAll(() => demo.stop());

const get = (path: string, headers: Readonly<Record<string, string>> = {}) => demo.server.request(path, { headers });

describe("GET /v1/realms/:id", () => {
  test("answers the realm to a key, in either header, with the jwt_key of demo.json", async () => {
    const { id, jwt_key } = demo.demo.realm;
    for (const headers of [
      { "X-Authrocket-Api-Key": demo.demo.api_key },
      { Authorization: `Bearer ${demo.demo.api_key}` },
    ]) {
      const answer = await get(`/v1/realms/${id}`, headers);
      expect(answer.status).toBe(200);
      expect(JSON.parse(answer.text)).toMatchObject({ id, object: "realm", name: "Demo", jwt_algo: "hs256", jwt_key });
    }
  });

  test("is 403 without a key, with a wrong one, and with one in the address", async () => {
    const path = `/v1/realms/${demo.demo.realm.id}`;
    const answers = [
      await get(path),
      await get(path, { "X-Authrocket-Api-Key": `${demo.demo.api_key}x` }),
      await get(path, { Authorization: "Bearer" }),
      await get(`${path}?api_key=${demo.demo.api_key}`),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(403);
      expect(Object.keys(JSON.parse(answer.text))).toEqual(["errors", "message"]);
      expect(answer.text).not.toContain("Demo");
    }
  });

  test("is 404 for a realm that is not there, and on an app's host", async () => {
    const headers = { "X-Authrocket-Api-Key": demo.demo.api_key };
    expect((await get("/v1/realms/rl_0000000000000000000000", headers)).status).toBe(404);
    const path = `/v1/realms/${demo.demo.realm.id}`;
    expect((await demo.server.request(path, { host: demo.host("user"), headers })).status).toBe(404);
  });
});

describe("what describes the API", () => {
  test("is served to anyone on the deployment's own host: as OpenAPI, and as a page that loads nothing", async () => {
    const document = await get("/v1/openapi.json");
    expect([document.status, JSON.parse(document.text).openapi]).toEqual([200, "3.1.0"]);
    const page = await get("/v1/docs");
    expect(page.status).toBe(200);
    const policy = String(page.headers["content-security-policy"]);
    const nonce = /style-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1];
    expect(policy).toContain("default-src 'none'");
    expect(page.text).toContain(`<style nonce="${nonce}">`);
    expect((await demo.server.request("/v1/docs", { host: demo.host("user") })).status).toBe(404);
  });
});
