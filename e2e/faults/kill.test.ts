import { afterAll, beforeAll, expect, test } from "vitest";
import { postForm } from "../fixtures/post-form";
import { type prepareData as Prepare, prepareData } from "../fixtures/prepared-data";
import { type Answer, startServer, type TestServer } from "../fixtures/server";
import { thorough } from "../fixtures/thorough";

const ROUNDS = thorough ? 20 : 3;
const ENOUGH = 50;

let data: Awaited<ReturnType<typeof Prepare>>;
beforeAll(async () => {
  data = await prepareData({ apps: { cedar: "user_org", dogwood: "user_token" } });
});
afterAll(async () => {
  await data.remove();
});

const start = () => startServer({ dataDir: data.dataDir, env: { SECRET: data.secret, TRUST_PROXY: "1" } });
const person = (name: string) => ({ username: name, email: `${name}@example.com`, password: "seven quiet herons" });
/** Who signs up where: half of all without an organisation, the others with one, or for a token. */
const lanes = ["acorn", "acorn", "cedar", "dogwood"] as const;
const hostOf = (server: TestServer, app: string) => `${app}.localhost:${server.port}`;
let addresses = 0;
const post = (
  server: TestServer,
  path: string,
  { app = "acorn", fields, page }: { app?: string; fields: Readonly<Record<string, string>>; page?: Answer },
) => {
  addresses += 1;
  const headers = { "X-Forwarded-For": `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}` };
  return postForm(server, path, { host: hostOf(server, app), fields, headers, ...(page ? { page } : {}) });
};

/** Signs people up one after the other until the server is gone; answers those whose success was heard. */
async function signUpUntilKilled(server: TestServer, app: string, lane: string): Promise<string[]> {
  const acknowledged: string[] = [];
  const page = await server.request("/signup", { host: hostOf(server, app) });
  for (let n = 0; ; n++) {
    const name = `${app}-${lane}-${n}`;
    const answer = await post(server, "/signup", { app, fields: person(name), page }).catch(() => null);
    if (answer === null) return acknowledged;
    if (answer.status === 303) acknowledged.push(name);
  }
}

test(`security 34: of ${ROUNDS} servers killed in the middle of signups, none lost a person it had acknowledged`, {
  timeout: 400_000,
}, async () => {
  const acknowledged: string[] = [];
  const restarts: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    const server = await start();
    restarts.push(performance.now() - began);
    let heard = 0;
    const signups = lanes.map((app, lane) => signUpUntilKilled(server, app, `r${round}-l${lane}`));
    // Killed at a moment that differs from round to round, with signups under way in every lane.
    const until = ENOUGH + round;
    const killed = new Promise<void>((resolve) => {
      const look = setInterval(() => {
        heard = server
          .log()
          .split('"path":"/signup"')
          .filter((line) => line.includes('"status":303')).length;
        if (heard < until) return;
        clearInterval(look);
        void server.kill("SIGKILL").then(() => resolve());
      }, 7);
    });
    const [people] = await Promise.all([Promise.all(signups), killed]);
    acknowledged.push(...people.flat());
  }

  // What is on the disk, read by another process than the ones that were killed.
  const { openDatabase, closeDatabase, db } = await import("@/lib/db/client");
  await openDatabase();
  const users = (await db().user.findMany({ select: { username: true } })).map((user) => user.username);
  const tokens = (await db().signupToken.findMany({ select: { username: true } })).map((token) => token.username);
  const ofOrgs = { username: { startsWith: "cedar-" } };
  const halves = {
    withoutPassword: await db().user.count({ where: { credentials: { none: {} } } }),
    withoutOrg: await db().user.count({ where: { ...ofOrgs, memberships: { none: { orgId: { not: null } } } } }),
    withoutMember: await db().org.count({ where: { memberships: { none: {} } } }),
  };
  const kept = [...users, ...tokens];
  await closeDatabase();
  const there = new Set(kept);
  const missing = acknowledged.filter((name) => !there.has(name));

  const server = await start();
  for (const name of acknowledged.filter((one, n) => n % 50 === 0 && !one.startsWith("dogwood-"))) {
    const login = await post(server, "/login", { fields: { username: name, password: "seven quiet herons" } });
    if (login.status !== 303) missing.push(`${name} (login)`);
  }
  await server.stop();
  process.stdout.write(
    `Acknowledged ${acknowledged.length} signups over ${ROUNDS} kills; slowest start ${Math.round(Math.max(...restarts))} ms.\n`,
  );
  expect(missing).toEqual([]);
  expect(there.size, "nobody is there twice").toBe(kept.length);
  expect(halves, "nobody is there by half").toEqual({ withoutPassword: 0, withoutOrg: 0, withoutMember: 0 });
  expect(
    users.filter((name) => name.startsWith("dogwood-")),
    "a token makes nobody",
  ).toEqual([]);
  for (const app of lanes) expect(kept.filter((name) => name.startsWith(app)).length).toBeGreaterThan(ROUNDS);
  expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * ENOUGH);
});
