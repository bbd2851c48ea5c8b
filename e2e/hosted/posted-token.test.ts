import { afterAll, beforeAll, expect, test } from "vitest";
import { postForm } from "../fixtures/post-form";
import { prepareData } from "../fixtures/prepared-data";
import { startServer, type TestServer } from "../fixtures/server";

const person = { username: "frank", password: "seven quiet herons" };
/** Near the most that a user may have, which makes a token longer than a browser's cookies, or many an address, hold. */
const custom = Object.fromEntries(Array.from({ length: 15 }, (_, n) => [`key${n}`, `${n}`.repeat(500)]));

let data: Awaited<ReturnType<typeof prepareData>>;
let server: TestServer;
beforeAll(async () => {
  data = await prepareData({
    more: async (realmId) => {
      const [{ createUser }, { db }] = await Promise.all([import("@/lib/admin/users"), import("@/lib/db/client")]);
      const realm = { id: realmId, requireUniqueEmails: true };
      const { username, password } = person;
      const names = { firstName: "Frank", lastName: "Poole", otpSecret: null };
      await createUser(realm, { username, password, email: "frank@example.com", ...names });
      await db().user.updateMany({ where: { realmId }, data: { custom } });
      await db().realm.update({ where: { id: realmId }, data: { jwtFields: ["custom"] } });
      await db().connectedApp.updateMany({ where: { realmId }, data: { settings: { response_mode: "form_post" } } });
    },
  });
  server = await startServer({ dataDir: data.dataDir, env: { SECRET: data.secret } });
});
afterAll(async () => {
  await server.stop();
  await data.remove();
});

const host = (app: string) => `${app}.localhost:${server.port}`;
const logIn = async () => {
  const { status, headers } = await postForm(server, "/login", { host: host("acorn"), fields: person });
  expect([status, headers.location]).toEqual([303, "/continue"]);
  return (headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
};
const goOn = (cookie: string, app = "acorn") =>
  server.request("/continue", { host: host(app), headers: { Cookie: cookie, "Sec-Fetch-Mode": "navigate" } });

test("a token as long as a realm may make it is posted to the app, once, and from the app it is for", async () => {
  const cookie = await logIn();
  expect((await goOn(cookie, "beech")).status).toBe(410);
  const { status, text } = await goOn(cookie);
  expect(status).toBe(200);
  const token = /name="token" value="([^"]*)"/.exec(text)?.[1] ?? "";
  expect(token.length).toBeGreaterThan(10_000);
  const body = JSON.stringify({ token });
  const asked = { method: "POST", host: host("acorn"), headers: { "Content-Type": "application/json" }, body };
  expect(JSON.parse((await server.request("/v1/check_session", asked)).text)).toEqual({ valid: true });
  expect((await goOn(cookie)).status).toBe(410);
});

test("of 20 that ask at once, one has the token", async () => {
  const cookie = await logIn();
  const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await goOn(cookie)).status));
  expect(statuses.sort()).toEqual([200, ...Array(19).fill(410)]);
});
