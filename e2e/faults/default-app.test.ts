import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postForm } from "@/e2e/fixtures/post-form";
import { prepareData } from "@/e2e/fixtures/prepared-data";
import { startServer, type TestServer } from "@/e2e/fixtures/server";

let data: Awaited<ReturnType<typeof prepareData>>;
let server: TestServer;
const bare = "10.0.0.7:8080";

beforeAll(async () => {
  data = await prepareData();
  server = await startServer({ dataDir: data.dataDir, env: { SECRET: data.secret, DEFAULT_APP: "acorn" } });
});

afterAll(async () => {
  await server.stop();
  await data.remove();
});

describe("DEFAULT_APP", () => {
  test("answers on hosts that nobody has, and takes its own forms there", async () => {
    expect((await server.request("/", { host: bare })).headers.location).toBe("/login");
    const fields = { username: "nobody", password: "not the password" };
    const own = await postForm(server, "/login", { host: bare, fields });
    expect(own.status).toBeLessThan(500);
    expect(own.text).toContain('role="alert"');
    const foreign = await postForm(server, "/login", {
      host: bare,
      fields,
      headers: { Origin: "http://evil.example" },
    });
    expect(foreign.status).toBe(403);
  });

  test("shows its pages beside the console on the deployment's own host", async () => {
    expect((await server.request("/login")).status).toBe(200);
    expect((await server.request("/")).headers.location).toBe("/console");
    expect((await server.request("/demo")).status).toBe(404);
  });

  test("leaves the hosts of other apps to them", async () => {
    const host = `beech.localhost:${server.port}`;
    const answer = await postForm(server, "/login", { host, fields: {}, headers: { Origin: `http://${bare}` } });
    expect(answer.status).toBe(403);
  });
});
