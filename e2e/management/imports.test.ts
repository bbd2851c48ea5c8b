import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { foreign, jsonLines } from "../fixtures/imports";
import { type Asking, type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";

let api: Management;
let realm: TestRealm;
beforeAll(async () => {
  api = await openManagement();
  realm = await newTestRealm();
});
afterAll(() => api.close());

const send = async (file: string, { query = "", ...asking }: Asking & { readonly query?: string } = {}) => {
  const answer = await api.ask(`POST /users/import${query}`, { file, key: realm.manage, ...asking });
  const lines = answer.status === 200 ? String(answer.body).trimEnd().split("\n") : [];
  return { ...answer, lines: lines.map((line) => JSON.parse(line)) };
};
const person = (name: string) => ({ username: name, email: `${name}@example.com`, password_hash: foreign.hash });
const csv = { headers: { "Content-Type": "text/csv; charset=utf-8" } };

describe("POST /v1/users/import", () => {
  test("answers a line for each line, and at the end what they came to", async () => {
    const { status, headers, lines } = await send(`${jsonLines([person("frank"), person("FRANK")])}nonsense\n`);
    expect([status, headers.get("content-type")]).toEqual([200, "application/x-ndjson"]);
    const user = await db().user.findFirstOrThrow({ where: { realmId: realm.id, usernameCanonical: "frank" } });
    expect(lines).toEqual([
      { line: 1, status: "created", id: user.id },
      { line: 2, status: "skipped", id: user.id, errors: { username: ["Username has already been taken"] } },
      { line: 3, status: "failed", errors: { base: ["This line can't be read as JSON or CSV"] } },
      { object: "import", dry_run: false, created: 1, skipped: 1, failed: 1, complete: true },
    ]);
    const login = await api.ask(`GET /export?objects=user&include=password_hashes`, { key: realm.manage });
    expect(login.body).toContain(foreign.hash);
  });

  test("says beforehand what it would do, and does nothing, with dry_run=true", async () => {
    const { lines } = await send(jsonLines([person("grace"), person("grace")]), { query: "?dry_run=true" });
    expect(lines).toEqual([
      { line: 1, status: "created" },
      { line: 2, status: "skipped", errors: { username: ["Username has already been taken"] } },
      { object: "import", dry_run: true, created: 1, skipped: 1, failed: 0, complete: true },
    ]);
    expect(await db().user.count({ where: { realmId: realm.id, usernameCanonical: "grace" } })).toBe(0);
  });

  test("takes CSV, whose columns it refuses before anything is done", async () => {
    const good = await send("username,email,custom.plan\r\nheidi,heidi@example.com,gold\r\n", csv);
    expect(good.lines.map(({ status }) => status)).toEqual(["created", undefined]);
    const { status, body } = await send("username,emial\r\nivan,ivan@example.com\r\n", csv);
    expect([status, body.errors]).toEqual([
      422,
      { base: ["A user has no field emial. Attributes of your own go into custom."] },
    ]);
    expect(await db().user.count({ where: { realmId: realm.id, usernameCanonical: "ivan" } })).toBe(0);
  });

  test("records user.created for each, where it is asked to", async () => {
    await send(jsonLines([person("judy")]), { query: "?user_events=true", headers: { "User-Agent": "importer" } });
    const user = await db().user.findFirstOrThrow({ where: { realmId: realm.id, usernameCanonical: "judy" } });
    expect(await db().event.findMany({ where: { userId: user.id } })).toMatchObject([
      { eventType: "user.created", ip: "192.0.2.1" },
    ]);
  });

  test("takes nothing but a key of level manage, for its own realm, and files of these types", async () => {
    const file = jsonLines([person("mallory")]);
    const statuses = {
      "no key": (await api.ask("POST /users/import", { file })).status,
      write: (await send(file, { key: realm.write })).status,
      "another realm": (await send(file, { query: `?realm_id=${(await newTestRealm()).id}` })).status,
      json: (await send(file, { headers: { "Content-Type": "application/json" } })).status,
      form: (await send(file, { headers: { "Content-Type": "multipart/form-data; boundary=x" } })).status,
      "too large": (await send(file, { headers: { "Content-Length": String(2 ** 30) } })).status,
      "dry_run=maybe": (await send(file, { query: "?dry_run=maybe" })).status,
    };
    expect(statuses).toEqual({
      "no key": 403,
      write: 403,
      "another realm": 404,
      json: 415,
      form: 415,
      "too large": 413,
      "dry_run=maybe": 422,
    });
    expect(await db().user.count({ where: { usernameCanonical: "mallory" } })).toBe(0);
  });
});
