import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/new-id";
import {
  createHook,
  deleteHook,
  getHook,
  type HookInput,
  hookInput,
  listHooks,
  pingHook,
  renewHookKey,
  updateHook,
} from "./app-hooks";

let close: () => Promise<void>;
let realmId = "";
beforeAll(async () => {
  close = await openTestDatabase({ WEBHOOK_ALLOW: "10.1.0.0/16" });
  realmId = (await newAppWithRealm()).realmId;
});
afterAll(() => close());

const actor = { at: new Date(), by: { ip: "10.0.0.1", userAgent: "test" }, administrator: null };
const webhook = { destination: "https://app.example.com/hooks" };

async function made(input: HookInput, realm: string | null = realmId) {
  const outcome = await createHook(realm, hookInput.parse(input), actor);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

describe("hooks", () => {
  test("are listed oldest first, page by page, apart for each realm and for all realms", async () => {
    const { realmId: other } = await newAppWithRealm();
    const mine: string[] = [];
    for (let n = 0; n < 5; n++) mine.push((await made(webhook, other)).hook.id);
    const ofAll = (await made(webhook, null)).hook;
    const page = async (realm: string | null, after: string | null) => {
      const outcome = await listHooks(realm, { sort: "id", direction: "asc", after, take: 3 });
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
      return outcome.value;
    };
    const first = await page(other, null);
    const rest = await page(other, first.rows.at(-1)?.id ?? null);
    expect([first.more, rest.more]).toEqual([true, false]);
    expect([...first.rows, ...rest.rows].map(({ id }) => id)).toEqual([...mine].sort());
    expect((await page(null, null)).rows.map(({ id }) => id)).toEqual([ofAll.id]);
    await deleteHook(null, ofAll.id, actor);
  });

  test("of another realm, or of all realms, are not there for a realm, nor changed by it", async () => {
    const { realmId: other } = await newAppWithRealm();
    const ofAll = (await made(webhook, null)).hook;
    const theirs = (await made(webhook, other)).hook;
    for (const id of [ofAll.id, theirs.id, newId("hk"), "x", ""]) {
      expect(await getHook(realmId, id)).toBe(null);
      for (const outcome of [
        await updateHook(realmId, { id, input: { state: "inactive" } }, actor),
        await renewHookKey(realmId, id, actor),
        await deleteHook(realmId, id, actor),
        await pingHook(realmId, id, actor),
      ])
        expect(outcome).toEqual({ ok: false, problems: [{ code: "not-found" }] });
    }
    expect(await getHook(other, theirs.id)).toMatchObject({ state: "active" });
    expect(await deleteHook(null, ofAll.id, actor)).toMatchObject({ ok: true });
  });

  test("security 95: leave an event with who and from where at every change, and an administrator's in the audit log, without a secret", async () => {
    const { realmId: place } = await newAppWithRealm();
    const administrator = { id: newId("adm"), email: "a@x.example" };
    await db().administrator.create({
      data: { ...administrator, emailCanonical: `${administrator.id}@x.example`, passwordHash: "x" },
    });
    const doer = { ...actor, administrator };
    const outcome = await createHook(place, { destination: "https://a:hidden@x.example/" }, doer);
    if (!outcome.ok) throw new Error("It was not made.");
    const { id } = outcome.value.hook;
    await updateHook(place, { id, input: { delay: 1 } }, doer);
    await deleteHook(place, id, doer);
    const events = await db().event.findMany({ where: { appHookId: id }, orderBy: { id: "asc" } });
    const types = ["app_hook.created", "app_hook.deleted", "app_hook.updated"];
    expect(events.map(({ eventType }) => eventType).sort()).toEqual(types);
    expect(events.every(({ ip, client }) => ip === "10.0.0.1" && client === "test")).toBe(true);
    const deeds = await db().auditEntry.findMany({ where: { objectId: id } });
    expect(deeds.map(({ action }) => action).sort()).toEqual(types);
    expect(deeds.every(({ administratorId, ip }) => administratorId === administrator.id && ip === "10.0.0.1")).toBe(
      true,
    );
    expect(JSON.stringify([events, deeds])).not.toMatch(/hidden|whsec_/);
  });

  test("are fifty in a realm at most", async () => {
    const { realmId: place } = await newAppWithRealm();
    await db().appHook.createMany({
      data: Array.from({ length: 50 }, () => ({ id: newId("hk"), realmId: place, state: "inactive" as const })),
    });
    expect(await createHook(place, webhook, actor)).toMatchObject({ ok: false, problems: [{ code: "hook.too-many" }] });
  });
});
