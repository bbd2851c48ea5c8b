import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { placeWithHooks as place } from "@/e2e/fixtures/told-hooks";
import { goodPassword, signupFields } from "@/e2e/fixtures/visits";
import { eventTypes, isEventPattern } from "@/lib/domain/event-types";
import { wordedByHooks } from "@/lib/domain/hook-mail";
import { isId } from "@/lib/domain/ids";
import { login, loginInput } from "@/lib/flows/login";
import { signup } from "@/lib/flows/signup";
import { db } from "./client";
import { recordEvents } from "./events";
import { newId } from "./new-id";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

const by = { ip: "10.0.0.1", userAgent: "test" };

/** What a pattern stands for, said once more. */
const matches = (pattern: string, type: string) =>
  pattern === "*" || pattern === type || (pattern.endsWith(".*") && type.startsWith(pattern.slice(0, -1)));

describe("an event", () => {
  test("is told to each active hook that asks for it, by name, beginning or for all, and to no other", async () => {
    const { realmId, hook, told } = await place();
    const other = await place();
    const prefixes = eventTypes.flatMap((type) =>
      type.split(".").map((_, n, parts) => `${parts.slice(0, n).join(".")}.*`),
    );
    const patterns = [...new Set(["*", ...prefixes, ...eventTypes])].filter(isEventPattern);
    const hooks = patterns.map((pattern) => ({ id: newId("hk"), realmId, eventTypes: [pattern] }));
    await db().appHook.createMany({ data: hooks });
    const all = await hook([]);
    const several = await hook(["org.*", "user.created"]);
    const asleep = await hook([], { state: "inactive" });
    const ofAllRealms = await hook(["org.created"], { realmId: null });
    const elsewhere = await other.hook([]);
    const happened = eventTypes.filter((type) => type !== "ping");
    await recordEvents(
      db(),
      realmId,
      happened.map((type) => ({ type, by })),
    );
    const rows = await db().notification.findMany({ where: { realmId }, include: { event: true } });
    for (const {
      id,
      eventTypes: [pattern = ""],
    } of hooks) {
      const types = rows.filter(({ appHookId }) => appHookId === id).map(({ event }) => event.eventType);
      expect(types.sort(), pattern).toEqual(happened.filter((type) => matches(pattern, type)).sort());
    }
    expect(await told(all)).toEqual([...happened].sort());
    expect(await told(several)).toEqual(["org.created", "org.deleted", "org.updated", "user.created"]);
    expect(await told(ofAllRealms)).toEqual(["org.created"]);
    expect([await told(asleep), await told(elsewhere)]).toEqual([[], []]);
    await db().appHook.delete({ where: { id: ofAllRealms } });
  });

  test("is told to a hook of type email only by its whole name; the two with a secret are their flow's to mail", async () => {
    const { realmId, hook, told } = await place();
    const [some, none] = [
      await hook(["user.login.failed"], { hookType: "email" }),
      await hook([], { hookType: "email" }),
    ];
    const worded = await Promise.all(wordedByHooks.map((type) => hook([type], { hookType: "email" })));
    await recordEvents(db(), realmId, [{ type: "user.login.failed" }, ...wordedByHooks.map((type) => ({ type }))]);
    expect([await told(some), await told(none)]).toEqual([["user.login.failed"], []]);
    for (const id of worded) expect(await told(id)).toEqual([]);
  });

  test("that is a ping is told to its own hook alone, at once, whatever it asks for and however long it waits", async () => {
    const { realmId, hook, told } = await place();
    const [mine, all] = [await hook(["org.created"], { delaySeconds: 60 }), await hook([])];
    const at = new Date();
    await recordEvents(db(), realmId, [{ type: "ping", appHookId: mine, at }]);
    expect([await told(mine), await told(all)]).toEqual([["ping"], []]);
    expect(await db().notification.findFirst({ where: { appHookId: mine } })).toMatchObject({ nextAttemptAt: at });
  });

  test("and its notifications are there when the transaction holds, and none of them when it does not", async () => {
    const { realmId, hook, told } = await place();
    const id = await hook(["user.*"]);
    const failed = db().$transaction(async (tx) => {
      await recordEvents(tx, realmId, [{ type: "user.created" }]);
      throw new Error("not after all");
    });
    await expect(failed).rejects.toThrow("not after all");
    expect(await told(id)).toEqual([]);
    expect(await db().event.count({ where: { realmId, eventType: "user.created" } })).toBe(0);
    await db().$transaction((tx) => recordEvents(tx, realmId, [{ type: "user.created" }]));
    expect(await told(id)).toEqual(["user.created"]);
  });

  test("has notifications whose ids are like all others, and sort by time", async () => {
    const { realmId, hook } = await place();
    await hook([]);
    const times = [0, 1, 1_000, 4_102_444_800_000, Date.now()];
    for (const time of times) await recordEvents(db(), realmId, [{ type: "org.created", at: new Date(time) }]);
    const rows = await db().notification.findMany({ where: { realmId }, orderBy: { id: "asc" } });
    expect(rows.map(({ createdAt }) => createdAt.getTime())).toEqual([...times].sort((one, two) => one - two));
    for (const { id, createdAt } of rows) {
      expect(isId("ent", id)).toBe(true);
      // The 48 bits of the time come first, so that the ids of one moment begin alike.
      expect(newId("ent", createdAt).slice(0, 11)).toBe(id.slice(0, 11));
    }
    expect(new Set(rows.map(({ id }) => id)).size).toBe(times.length);
  });

  test("of a login, a signup and a wrong password comes from the flow itself", async () => {
    const { visit, hook, told } = await place();
    const id = await hook(["user.*"]);
    await signup(await visit(), signupFields({ username: "frank", email: "frank@example.com" }));
    await login(await visit(), loginInput.parse({ username: "frank", password: goodPassword }));
    await login(await visit(), loginInput.parse({ username: "nobody", password: "wrong wrong" }));
    const types = ["user.created", "user.login.failed", "user.login.succeeded", "user.login.succeeded"];
    expect(await told(id)).toEqual(types);
  });
});
