import { Client, Pool } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { findSurface } from "@/lib/request/surface";
import { db, hearChanges } from "./client";
import { hearPostgres } from "./hear-changes";
import { forgetKept, keepWhile, kept } from "./kept";

const onPostgres = Boolean(process.env.TEST_DATABASE_URL);

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

/** Reads that count themselves: each answers another object. */
function counted() {
  let reads = 0;
  const read = async () => ({ reads: ++reads });
  return { read, reads: () => reads };
}

describe("what is kept", () => {
  beforeEach(() => keepWhile(() => true));
  afterEach(() => keepWhile(() => false));

  test("is read once, until something changes", async () => {
    const { read } = counted();
    for (const _ of [1, 2]) expect(await kept("a", read)).toEqual({ reads: 1 });
    forgetKept();
    for (const _ of [1, 2]) expect(await kept("a", read)).toEqual({ reads: 2 });
  });

  test("is nothing that changed while it was read", async () => {
    const { read } = counted();
    const changing = async () => {
      const value = await read();
      forgetKept();
      return value;
    };
    expect(await kept("a", changing)).toEqual({ reads: 1 });
    expect(await kept("a", read)).toEqual({ reads: 2 });
  });

  test("is nothing where nothing was found, and nothing while changes are not heard", async () => {
    const { read, reads } = counted();
    expect(await kept("a", async () => null)).toBeNull();
    await kept("a", read);
    keepWhile(() => false);
    for (const _ of [1, 2]) await kept("a", read);
    expect(reads()).toBe(3);
  });

  test("is bounded: the oldest goes", async () => {
    const first = counted();
    await kept("first", first.read);
    for (let n = 0; n < 999; n += 1) await kept(`n ${n}`, async () => ({ n }));
    await kept("first", first.read);
    expect(first.reads()).toBe(1);
    await kept("one more", async () => ({}));
    await kept("first", first.read);
    expect(first.reads()).toBe(2);
  });
});

describe("what a host shows, while changes are heard", () => {
  beforeAll(hearChanges);

  // PostgreSQL tells a moment after the change; the embedded database before it.
  const soon = <T>(read: () => Promise<T>) =>
    onPostgres
      ? expect.poll(read, { interval: 2, timeout: 1_000 })
      : { toEqual: async (to: T) => expect(await read()).toEqual(to) };

  test("follows every table it is made of, by whomever it is changed, in a transaction or out of one", async () => {
    const { realmId, appId, subdomain } = await newAppWithRealm({ realm: { hostedSettings: { locale: "fr" } } });
    const host = `${subdomain}.localhost`;
    const own = "login.larch.example";
    const shown = async (at = host) => {
      const app = (await findSurface(at))?.app;
      return (
        app && { name: app.name, realm: app.realm.name, locale: app.settings.locale, logo: app.look.logo !== null }
      );
    };
    await soon(async () => (await shown())?.locale).toEqual("fr");
    const before = (await shown()) ?? { name: "", realm: "", locale: "", logo: false };

    await db().$executeRaw`UPDATE connected_apps SET name = 'Larch' WHERE realm_id = ${realmId}`;
    await soon(shown).toEqual({ ...before, name: "Larch" });
    await db().$transaction([db().realm.update({ where: { id: realmId }, data: { name: "Northwind" } })]);
    await soon(shown).toEqual({ ...before, name: "Larch", realm: "Northwind" });
    await db().authProvider.updateMany({
      where: { realmId, providerType: "login_rocket" },
      data: { settings: { locale: "ja" } },
    });
    await soon(async () => (await shown())?.locale).toEqual("ja");

    await db().$transaction(async (tx) => void (await tx.appDomain.create({ data: { host: own, realmId, appId } })));
    await soon(async () => (await shown(own))?.name).toEqual("Larch");
    await db().appDomain.deleteMany({ where: { host: own } });
    await soon(() => shown(own)).toEqual(undefined);

    await db().connectedApp.updateMany({ where: { realmId }, data: { state: "inactive" } });
    await soon(shown).toEqual(undefined);
    await db().connectedApp.updateMany({ where: { realmId }, data: { state: "active" } });
    await soon(async () => (await shown())?.name).toEqual("Larch");
    await db().realm.update({ where: { id: realmId }, data: { state: "inactive" } });
    await soon(shown).toEqual(undefined);
    await db().realm.delete({ where: { id: realmId } });
    await soon(shown).toEqual(undefined);
  });

  test("is not read anew for each request", async () => {
    const { subdomain } = await newAppWithRealm();
    await expect
      .poll(async () => {
        const [one, two] = [await findSurface(`${subdomain}.localhost`), await findSurface(`${subdomain}.localhost`)];
        return one !== null && one === two;
      })
      .toBe(true);
  });
});

test.skipIf(!onPostgres)("nothing is kept where the listening connection hears nothing", async () => {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL });
  // Notifications do not cross databases: a connection to another one is as deaf as one behind a pooler.
  let opened = 0;
  const stop = hearPostgres(pool, () => {
    opened += 1;
    return new Client({ connectionString: process.env.TEST_DATABASE_URL });
  });
  let calls = 0;
  pool.on("acquire", () => {
    calls += 1;
  });
  await expect.poll(() => calls, { timeout: 5_000 }).toBeGreaterThan(2);
  const { read, reads } = counted();
  const asked = 5;
  for (let n = 0; n < asked; n += 1) await kept("deaf", read);
  expect(reads()).toBe(asked);
  expect(opened).toBe(1);
  await stop();
  await pool.end();
});

test.skipIf(!onPostgres)("a listening connection that is cut is replaced, and what was kept is read anew", async () => {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL });
  const stop = hearPostgres(pool, () => new Client({ connectionString: process.env.DATABASE_URL }));
  const { read } = counted();
  const isKept = async () => {
    const [one, two] = [await kept("cut", read), await kept("cut", read)];
    return one === two;
  };
  await expect.poll(isKept, { timeout: 5_000 }).toBe(true);
  const before = await kept("cut", read);
  await pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN gatehouse%'",
  );
  await expect.poll(async () => (await kept("cut", read)) !== before, { timeout: 1_000, interval: 2 }).toBe(true);
  await expect.poll(isKept, { timeout: 5_000 }).toBe(true);
  await stop();
  await pool.end();
});
