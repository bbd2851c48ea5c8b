import { afterAll, beforeAll, expect, test } from "vitest";
import { postForm } from "../fixtures/post-form";
import type { TestServer } from "../fixtures/server";
import { prepareStaffed, staff } from "../fixtures/staffed";

const users = 10_000;
const turns = 9;

let data: Awaited<ReturnType<typeof prepareStaffed>>;
let server: TestServer;
let cookie = "";

beforeAll(async () => {
  data = await prepareStaffed(async ({ north }) => {
    const { db } = await import("@/lib/db/client");
    await db().$executeRaw`
      INSERT INTO users (id, realm_id, username, username_canonical, email, email_canonical, email_unique, name, updated_at)
      SELECT 'usr_' || lpad(n::text, 22, '0'), ${north}, 'many-' || n, 'many-' || n, 'many-' || n || '@example.com',
        'many-' || n || '@example.com', 'many-' || n || '@example.com', 'Many ' || n, now() FROM generate_series(1, ${users}::int) n`;
    await db().$executeRaw`
      INSERT INTO events (id, realm_id, event_type, user_id, event_at)
      SELECT 'ev_' || lpad(n::text, 22, '0'), ${north}, 'user.login.succeeded', 'usr_' || lpad(n::text, 22, '0'), now()
      FROM generate_series(1, ${users}::int) n`;
    await db().$executeRaw`ANALYZE`;
  });
  server = await data.start();
  const answer = await postForm(server, "/console/login", { host: host(), fields: staff.owner });
  cookie = (answer.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
});

afterAll(async () => {
  await server.stop();
  await data.remove();
});

const host = () => `localhost:${server.port}`;
const open = (path: string) => server.request(path, { host: host(), headers: { cookie } });

/** Pages alike, whatever they are of: an id is any id, and a query any query. */
const kindOf = (path: string) => path.replace(/\?.*/, "?").replace(/\b[a-z]{2,3}_[0-9A-Za-z]{22}\b/g, "…");

/** One page of each kind that links lead to from the console's first page. */
async function everyPage(): Promise<string[]> {
  const found = new Map([["/console", "/console"]]);
  for (const path of found.values()) {
    const { status, text } = await open(path);
    expect(status, path).toBeLessThan(400);
    for (const [, link = ""] of text.matchAll(/href="(\/console[^"#]*)"/g)) {
      const to = link.replaceAll("&amp;", "&");
      if (!found.has(kindOf(to))) found.set(kindOf(to), to);
    }
  }
  return [...found.values()];
}

test("every page of the console is there within 200 ms", async () => {
  const pages = await everyPage();
  const rows: { path: string; ms: number }[] = [];
  for (const path of pages) {
    const times: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      const began = performance.now();
      await open(path);
      times.push(performance.now() - began);
    }
    rows.push({ path: kindOf(path), ms: times.toSorted((a, b) => a - b)[Math.floor(turns / 2)] ?? 0 });
  }
  rows.sort((a, b) => b.ms - a.ms);
  const lines = rows.slice(0, 10).map(({ path, ms }) => `${ms.toFixed(0)} ms  ${path}`);
  process.stdout.write(`console, ${rows.length} pages, ${users} users, the slowest:\n${lines.join("\n")}\n`);
  const slow = rows.filter(({ path, ms }) => ms > 200 && !path.includes(".csv"));
  expect(slow).toEqual([]);
});
