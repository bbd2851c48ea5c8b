import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { foreign, importText, jsonLines } from "@/e2e/fixtures/imports";
import { db } from "@/lib/db/client";
import type { LineReport } from "./import-users";
import { createRealm } from "./realms";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

const newRealm = async () => (await createRealm({ name: "Northwind" })).id;

const withoutId = ({ id: _, ...report }: LineReport) => report;

const person = (name: string, more: object = {}) => ({ username: name, email: `${name}@example.com`, ...more });

describe("run again", () => {
  const people = Array.from({ length: 1_200 }, (_, n) => person(`person-${n}`, { password_hash: foreign.hash }));

  test("an import that was cut short goes on where it ended, and nobody is there twice", async () => {
    const realmId = await newRealm();
    const half = await importText(realmId, jsonLines(people), { stopAt: 700 });
    // What was begun when the reader went away is finished, and no more is.
    expect(await db().user.count({ where: { realmId } })).toBe(1_000);
    const whole = await importText(realmId, jsonLines(people));
    expect(whole.totals).toEqual({ created: 200, skipped: 1_000, failed: 0, complete: true });
    expect(whole.reports.slice(0, 1_000).map(({ id }) => id)).toEqual(half.reports.map(({ id }) => id));
    const again = await importText(realmId, jsonLines(people.toReversed()));
    expect(again.totals).toEqual({ created: 0, skipped: 1_200, failed: 0, complete: true });
    expect(await db().credential.count({ where: { realmId } })).toBe(1_200);
  });

  test("several at once make each user once", async () => {
    const realmId = await newRealm();
    const orders = [people, people.toReversed(), people, people.toReversed()];
    const results = await Promise.all(orders.map((order) => importText(realmId, jsonLines(order))));
    expect(results.reduce((sum, { totals }) => sum + totals.created, 0)).toBe(1_200);
    expect(results.every(({ totals }) => totals.failed === 0 && totals.complete)).toBe(true);
    expect(await db().user.count({ where: { realmId } })).toBe(1_200);
  });

  test("a dry run says the same as the run after it, and changes nothing", async () => {
    const realmId = await newRealm();
    await importText(realmId, jsonLines([person("alice")]));
    const events = await db().event.count({ where: { realmId } });
    const text = jsonLines([
      person("alice"),
      person("bob"),
      person("BOB"),
      { username: "carol", email: "bob@example.com" },
      {},
    ]);
    const dry = await importText(realmId, text, { isDry: true });
    expect([await db().user.count({ where: { realmId } }), await db().event.count({ where: { realmId } })]).toEqual([
      1,
      events,
    ]);
    const real = await importText(realmId, text);
    expect(dry.reports.map(withoutId)).toEqual(real.reports.map(withoutId));
    expect(dry.totals).toEqual(real.totals);
    expect(dry.totals).toEqual({ created: 1, skipped: 2, failed: 2, complete: true });
  });
});

describe("events of an import", () => {
  const eventsOf = (realmId: string) =>
    db().event.findMany({
      where: { realmId, eventType: { startsWith: "users." } },
      orderBy: { id: "asc" },
      select: { eventType: true, ip: true, data: true },
    });

  test("say when it began and what it came to, and nothing of each user", async () => {
    const realmId = await newRealm();
    await importText(realmId, jsonLines([person("alice"), person("alice"), {}]));
    expect(await eventsOf(realmId)).toEqual([
      { eventType: "users.import_started", ip: "192.0.2.7", data: {} },
      { eventType: "users.imported", ip: "192.0.2.7", data: { created: 1, skipped: 1, failed: 1, complete: true } },
    ]);
  });

  test("are also one of each user who is made, where that is asked for", async () => {
    const realmId = await newRealm();
    await importText(realmId, jsonLines([person("alice"), person("alice")]), { eachAnEvent: true });
    const alice = await db().user.findFirst({ where: { realmId } });
    const created = await db().event.findMany({ where: { realmId, eventType: "user.created" } });
    expect(created).toMatchObject([{ userId: alice?.id, ip: "192.0.2.7" }]);
  });
});
