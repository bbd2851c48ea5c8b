import { Agent, request as httpRequest } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Malformed, malformedRequests, pages } from "../fixtures/malformed-requests";
import { prepareData } from "../fixtures/prepared-data";
import { startServer, type TestServer } from "../fixtures/server";
import { thorough } from "../fixtures/thorough";

const REQUESTS = thorough ? 10_000 : 1_000;
const AT_ONCE = 16;
const seed = Number(process.env.MALFORMED_SEED ?? 20_261_125);
const person = { username: "somebody-real", email: "somebody.real@example.com", password: "seven quiet herons" };

let data: Awaited<ReturnType<typeof prepareData>>;
let server: TestServer;
let before: Record<string, number>;

/** Rows of every table; a start writes the set-up code. Failed tries are counted and written down, and what mails might be due is left to a job. */
async function countRows(): Promise<{ rows: Record<string, number>; hashed: number }> {
  const { openDatabase, closeDatabase, db } = await import("@/lib/db/client");
  await openDatabase();
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('setup_codes', 'throttles', 'events')`;
  const rows: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await db().$queryRawUnsafe<{ count: number }[]>(`SELECT count(*)::int AS count FROM "${name}"`);
    rows[name] = row?.count ?? -1;
  }
  const hashed = await db().event.count({ where: { eventType: "user.login.failed" } });
  await closeDatabase();
  return { rows, hashed };
}

beforeAll(async () => {
  data = await prepareData({
    more: async (realmId) => {
      const [{ createUser }, { db }] = await Promise.all([import("@/lib/admin/users"), import("@/lib/db/client")]);
      const user = { ...person, firstName: "", lastName: "", otpSecret: null };
      await createUser({ id: realmId, requireUniqueEmails: true }, user);
      await db().connectedApp.update({ where: { subdomain: "beech" }, data: { settings: { jsonp: true } } });
    },
  });
  before = (await countRows()).rows;
  server = await startServer({ dataDir: data.dataDir, env: { SECRET: data.secret, TRUST_PROXY: "1" } });
});
afterAll(async () => {
  await server.stop();
  await data.remove();
});

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** The status of the answer, or why there was none. */
function statusOf(malformed: Malformed): Promise<number | string> {
  const { target, asking } = malformed;
  const { host, method, headers, body } = asking;
  return new Promise((resolve) => {
    const length = body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) };
    const at = { host: "127.0.0.1", port: server.port, path: target, method, agent, timeout: 30_000 };
    const request = httpRequest({ ...at, headers: { ...headers, Host: host, ...length } }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode ?? 0));
      response.once("error", (error) => resolve(error.message));
    });
    request.once("timeout", () => request.destroy(new Error("no answer within 30 s")));
    // A connection that the server had just let go is no answer: the next one is (RFC 9112, 9.5).
    request.once("error", (error: NodeJS.ErrnoException) =>
      resolve(request.reusedSocket && error.code === "ECONNRESET" ? statusOf(malformed) : error.message),
    );
    request.end(body);
  });
}

const told = ({ target, asking }: Malformed, status: unknown) =>
  `${status}: ${JSON.stringify({ target, ...asking }).slice(0, 600)}`;

test(`security 82: of ${REQUESTS} malformed requests to every verb and form, none gets a 5xx, changes a row, or ends the process`, async () => {
  const host = (app: string) => `${app}.localhost:${server.port}`;
  const hidden: Record<string, Record<string, string>> = {};
  for (const page of pages) {
    const { text } = await server.request(`/${page}`, { host: host("acorn") });
    const inputs = text.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g);
    hidden[page] = Object.fromEntries(
      [...inputs].map(([, name = "", value = ""]) => [name, value.replaceAll("&quot;", '"').replaceAll("&amp;", "&")]),
    );
  }
  const requests = malformedRequests({ apps: [host("acorn"), host("beech")], hidden });
  const wrong: string[] = [];
  const statuses = new Map<number, number>();
  for (let done = 0; done < REQUESTS; done += 500) {
    const waiting = fc.sample(requests, { numRuns: 500, seed: seed + done });
    const worker = async () => {
      for (let one = waiting.pop(); one; one = waiting.pop()) {
        const status = await statusOf(one);
        if (typeof status === "number") statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (typeof status !== "number" || status >= 500) wrong.push(told(one, status));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }
  expect(wrong, `seed ${seed}, ${wrong.length} of them`).toEqual([]);
  expect(server.exitCode()).toBe(null);
  // Many came as far as a verb, and were refused there.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(REQUESTS / 4);

  const { username, password } = person;
  const sent = { method: "POST", headers: { "Content-Type": "application/json" }, host: host("acorn") };
  const login = await server.request("/v1/login", { ...sent, body: JSON.stringify({ username, password }) });
  const { token } = JSON.parse(login.text) as { token: string };
  await server.request("/v1/logout", { ...sent, body: JSON.stringify({ token }) });
  expect(await server.stop()).toBe(0);
  const after = await countRows();
  expect(after.rows).toEqual(before);
  expect(after.hashed).toBeGreaterThan(0);
  expect(after.hashed).toBeLessThan(1_000);
}, 300_000);
