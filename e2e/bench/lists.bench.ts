import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";

const few = 10_000;
const many = Number(process.env.BENCH_LISTED ?? 1_000_000);
const turns = 60;
const engine = process.env.TEST_DATABASE_URL ? "PostgreSQL" : "embedded";

/** What is asked of both realms: each filter, each sort, and a page far behind the first. */
const asked = {
  "first page": "",
  "first page of 1000": "max_results=1000",
  "newest first": "sort=created_at&direction=desc",
  "by name": "sort=name",
  "by last login": "sort=last_login_at&direction=desc",
  "one reference": "reference=ref-7000",
  "one username": "username=many-7000",
  "one address": "email=many-7000%40example.com",
  "inactive ones": "state=inactive",
  "API users": "user_type=api",
  "of the last two months": "created_at_after=1793491200",
  "inactive, by username": "state=inactive&sort=username",
} as const;

let api: Management;
const realms: { few: TestRealm; many: TestRealm }[] = [];

beforeAll(async () => {
  api = await openManagement();
  const pair = { few: await newTestRealm(), many: await newTestRealm() };
  await fill(pair.few.id, few);
  await fill(pair.many.id, many);
  await db().$executeRaw`ANALYZE users`;
  realms.push(pair);
}, 900_000);
afterAll(() => api.close());

/** People of whom one in a hundred is inactive and one in a hundred an API user, made over a year, all alike in both realms. */
async function fill(realmId: string, count: number): Promise<void> {
  await db().$executeRaw`
    INSERT INTO users (id, realm_id, username, username_canonical, email, email_canonical, email_unique, name, reference, state,
      user_type, custom, created_at, last_login_at, updated_at)
    SELECT 'usr_' || substr(${realmId}, 19, 7) || lpad(n::text, 15, '0'), ${realmId}, 'many-' || n, 'many-' || n, 'many-' || n || '@example.com',
      'many-' || n || '@example.com', 'many-' || n || '@example.com', 'Many ' || n, 'ref-' || n,
      CASE WHEN n % 100 = 0 THEN 'inactive' ELSE 'active' END::state, CASE WHEN n % 100 = 50 THEN 'api' ELSE 'human' END::user_type,
      '{"plan":"gold"}', timestamp '2026-01-01' + n * interval '365 days' / ${count}::int,
      CASE WHEN n % 3 = 0 THEN timestamp '2026-06-01' + n * interval '100 days' / ${count}::int END, now()
    FROM generate_series(1, ${count}::int) n`;
}

async function list(key: string, query: string): Promise<{ ms: number; found: number }> {
  const began = performance.now();
  const response = await api.send(`GET /users?${query}`, { key });
  const body: { collection: unknown[] } = await response.json();
  expect(response.status, `${query}: ${JSON.stringify(body).slice(0, 200)}`).toBe(200);
  return { ms: performance.now() - began, found: body.collection.length };
}

const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

test(`lists of ${many} users are within 1.5 × of ${few} users (${engine})`, async () => {
  const [pair] = realms;
  if (!pair) throw new Error("There are no realms.");
  const rows: string[] = [];
  const ratios: number[] = [];
  for (const [name, query] of Object.entries(asked)) {
    const times = { few: [] as number[], many: [] as number[] };
    let found = 0;
    for (let turn = 0; turn < turns + 5; turn += 1) {
      for (const size of ["few", "many"] as const) {
        const one = await list(pair[size].read, query);
        if (turn >= 5) times[size].push(one.ms);
        if (size === "many") found = one.found;
      }
    }
    const [small, large] = [median(times.few), median(times.many)];
    ratios.push(large / small);
    rows.push(`${name} (${found}): ${small.toFixed(1)} ms, ${large.toFixed(1)} ms, ${(large / small).toFixed(2)}`);
  }
  process.stdout.write(`lists, ${engine}, ${few} and ${many} users:\n${rows.join("\n")}\n`);
  expect(Math.max(...ratios)).toBeLessThanOrEqual(1.5);
});
