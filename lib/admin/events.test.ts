import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { recordEvents } from "@/lib/db/events";
import { newId } from "@/lib/db/new-id";
import { days } from "@/lib/domain/duration";
import { createHook } from "./app-hooks";
import { type EventFilterInput, eventFilterInput, getEvent, listEvents } from "./events";

let close: () => Promise<void>;
let realmId = "";
const at = new Date();
const ago = (ms: number) => new Date(at.getTime() - ms);
beforeAll(async () => {
  close = await openTestDatabase();
  realmId = (await newAppWithRealm()).realmId;
  await db().event.deleteMany({ where: { realmId } });
  await recordEvents(db(), realmId, [
    { type: "user.created", userId: "usr_1", at: ago(days(40)) },
    { type: "user.login.failed", userId: "usr_1", loginPolicyId: "lpl_1", at: ago(5_000) },
    { type: "user.login.succeeded", userId: "usr_1", loginPolicyId: "lpl_1", at: ago(4_000) },
    { type: "user.login.succeeded", userId: "usr_2", at: ago(3_000) },
    { type: "membership.created", userId: "usr_2", orgId: "org_1", membershipId: "mb_1", at: ago(2_000) },
    { type: "auth_provider.updated", authProviderId: "ap_1", at: ago(1_000) },
  ]);
});
afterAll(() => close());

const newest = { after: null, take: 100, direction: "desc", at } as const;

async function listed(input: EventFilterInput, asked: Partial<Parameters<typeof listEvents>[2]> = {}) {
  const outcome = await listEvents(realmId, eventFilterInput.parse(input), { ...newest, ...asked });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}
const typesOf = async (input: EventFilterInput) => (await listed(input)).rows.map(({ eventType }) => eventType);

describe("the events of a realm", () => {
  test("are listed newest first, of the last 30 days unless asked otherwise", async () => {
    const recent = ["auth_provider.updated", "membership.created", "user.login.succeeded", "user.login.succeeded"];
    expect(await typesOf({})).toEqual([...recent, "user.login.failed"]);
    expect(await typesOf({ created_at_after: "" })).toEqual([...recent, "user.login.failed", "user.created"]);
    expect(await typesOf({ created_at_after: ago(3_500).getTime() / 1_000 })).toEqual(recent.slice(0, 3));
    expect(await typesOf({ created_at_after: String(ago(1_500).getTime() / 1_000) })).toEqual(recent.slice(0, 1));
    expect((await listed({}, { direction: "asc" })).rows.map(({ eventType }) => eventType)).toEqual([
      "user.login.failed",
      ...[...recent].reverse(),
    ]);
    for (const created_at_after of ["yesterday", "-1", -1, 1e300, "1e3"])
      expect(await listEvents(realmId, { created_at_after }, newest), String(created_at_after)).toMatchObject({
        ok: false,
        problems: [{ code: "event.since", field: "created_at_after" }],
      });
  });

  test.each<[EventFilterInput, number]>([
    [{ user_id: "usr_1" }, 2],
    [{ user_id: "usr_1", event_type: "user.login.succeeded" }, 1],
    [{ event_type: "user.login" }, 3],
    [{ event_type: "user.login.failed" }, 1],
    [{ event_type: "nothing" }, 0],
    [{ org_id: "org_1" }, 1],
    [{ membership_id: "mb_1" }, 1],
    [{ auth_provider_id: "ap_1" }, 1],
    [{ login_policy_id: "lpl_1" }, 2],
    [{ app_hook_id: "hk_1" }, 0],
    [{ user_id: "", org_id: null }, 5],
  ])("are filtered by %j", async (filter, count) => {
    expect((await listed(filter)).rows).toHaveLength(count);
  });

  test("come page by page, each once, whatever happens between", async () => {
    const whole = (await listed({})).rows.map(({ id }) => id);
    const seen: string[] = [];
    for (let more = true; more; ) {
      const page = await listed({}, { after: seen.at(-1) ?? null, take: 2 });
      seen.push(...page.rows.map(({ id }) => id));
      more = page.more;
      await recordEvents(db(), realmId, [{ type: "realm.updated", at }]);
    }
    expect(seen).toEqual(whole);
    await db().event.deleteMany({ where: { realmId, eventType: "realm.updated" } });
  });

  test("are there with what became of them at each hook, and for no other realm", async () => {
    const { realmId: place } = await newAppWithRealm();
    const actor = { at, by: { ip: null, userAgent: null }, administrator: null };
    for (const event_type of ["org.*", "*"])
      await createHook(place, { destination: "https://x.example/", event_type }, actor);
    const id = newId("ev", at);
    await recordEvents(db(), place, [
      { id, type: "org.created", at },
      { type: "user.created", at },
    ]);
    const shown = await getEvent(place, id);
    expect(shown).toMatchObject({ id, eventType: "org.created" });
    expect(shown?.notifications).toHaveLength(2);
    expect(shown?.notifications[0]).toMatchObject({ state: "in_progress", attempts: 0, hookType: "webhook" });
    const all = await listEvents(place, {}, { ...newest, withNotifications: true });
    if (!all.ok) throw new Error("They were not listed.");
    const counts = all.value.rows.map(({ eventType, notifications }) => [eventType, notifications?.length]);
    expect(counts).toEqual(
      expect.arrayContaining([
        ["org.created", 2],
        ["user.created", 1],
      ]),
    );
    for (const other of [realmId, "rl_x"]) expect(await getEvent(other, id)).toBe(null);
    expect(await getEvent(place, "x")).toBe(null);
  });
});
