import "@/lib/server/heap.mjs";
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { createApp } from "@/lib/db/connected-apps";
import { login, loginInput } from "@/lib/flows/login";
import { foreign } from "../fixtures/imports";
import { type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";
import { visitTo } from "../fixtures/visits";

const imported = Number(process.env.BENCH_IMPORT ?? 100_000);
const exported = Number(process.env.BENCH_EXPORT ?? 1_000_000);
const engine = process.env.TEST_DATABASE_URL ? "PostgreSQL" : "embedded";

let api: Management;
let realm: TestRealm;
beforeAll(async () => {
  api = await openManagement();
  realm = await newTestRealm();
});
afterAll(() => api.close());

/** JSON lines of that many users, each with a bcrypt hash of their own but the last, whose password is known; made as they are read. */
function usersFile(count: number): ReadableStream<Uint8Array> {
  const alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const hash = () => `$2b$10$${Array.from(randomBytes(53), (byte) => alphabet[byte & 63]).join("")}`;
  let made = 0;
  return new ReadableStream({
    pull(controller) {
      let piece = "";
      for (let n = 0; n < 200 && made < count; n += 1) {
        made += 1;
        const [username, password_hash] = [`person-${made}`, made === count ? foreign.hash : hash()];
        const names = { first_name: "Per", last_name: `Son ${made}`, reference: `ref-${made}` };
        const user = { username, email: `${username}@example.com`, email_verification: "verified", ...names };
        piece += `${JSON.stringify({ ...user, custom: { plan: "gold", seats: made }, password_hash })}\n`;
      }
      if (piece !== "") controller.enqueue(Buffer.from(piece));
      if (made >= count) controller.close();
    },
  });
}

/** How long an act took, and by how many MB the process grew at most while it did. */
async function measured<T>(act: () => Promise<T>) {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const began = performance.now();
  const value = await act().finally(() => clearInterval(watch));
  return { value, seconds: (performance.now() - began) / 1000, grownMb: (most - before) / 2 ** 20 };
}

async function read(response: Response, onText: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
    onText(decoder.decode(part.value, { stream: true }));
}

test(`imports ${imported} users with bcrypt hashes, one of whom then logs in (${engine})`, async () => {
  const {
    seconds,
    grownMb,
    value: end,
  } = await measured(async () => {
    let tail = "";
    const response = await api.send("POST /users/import", { key: realm.manage, stream: usersFile(imported) });
    expect(response.status).toBe(200);
    await read(response, (text) => {
      tail = (tail + text).slice(-300);
    });
    return JSON.parse(tail.trimEnd().split("\n").at(-1) ?? "");
  });
  process.stdout.write(
    `import, ${engine}: ${imported} users in ${seconds.toFixed(1)} s, ${grownMb.toFixed(0)} MB more\n`,
  );
  expect(end).toMatchObject({ created: imported, skipped: 0, failed: 0, complete: true });
  await createApp(realm.id, { name: "Acorn", subdomain: "acorn", loginHandler: "https://app.example.com/in" });
  const input = loginInput.parse({ username: `person-${imported}`, password: foreign.password });
  expect((await login(await visitTo("acorn"), input)).ok).toBe(true);
  expect(seconds).toBeLessThan(120);
  expect(grownMb).toBeLessThan(100);
});

test(`exports ${exported} users as CSV (${engine})`, async () => {
  const { id } = realm;
  await db().$executeRaw`
    INSERT INTO users (id, realm_id, username, username_canonical, email, email_canonical, email_unique, name, custom, updated_at)
    SELECT 'usr_' || lpad(n::text, 22, '0'), ${id}, 'many-' || n, 'many-' || n, 'many-' || n || '@example.com',
      'many-' || n || '@example.com', 'many-' || n || '@example.com', 'Many ' || n, '{"plan":"gold"}', now()
    FROM generate_series(1, ${exported}::int) n`;
  await db().$executeRaw`ANALYZE users`;
  const {
    seconds,
    grownMb,
    value: lines,
  } = await measured(async () => {
    let count = 0;
    const response = await api.send("GET /users.csv?state=active", { key: realm.read });
    expect(response.status).toBe(200);
    await read(response, (text) => {
      count += text.split("\n").length - 1;
    });
    return count;
  });
  process.stdout.write(`CSV, ${engine}: ${lines} lines in ${seconds.toFixed(1)} s, ${grownMb.toFixed(0)} MB more\n`);
  expect(lines).toBe(1 + (await db().user.count({ where: { realmId: id } })));
  expect(grownMb).toBeLessThan(100);
});
