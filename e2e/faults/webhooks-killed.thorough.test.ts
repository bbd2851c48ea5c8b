import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareData } from "../fixtures/prepared-data";
import { type Receiver, startReceiver } from "../fixtures/receiver";
import { startServer, until } from "../fixtures/server";

/** What waits when the server starts: so many for a receiver that is quick, and some for one that hangs. */
const QUICK = 60;
const HANGING = 4;

let quick: Receiver;
let hanging: Receiver;
let data: Awaited<ReturnType<typeof prepareData>>;
let ids: string[] = [];
beforeAll(async () => {
  [quick, hanging] = await Promise.all([startReceiver(), startReceiver("hang")]);
  process.env.WEBHOOK_ALLOW = "127.0.0.0/8";
  data = await prepareData({
    more: async (realmId) => {
      const [{ createHook }, { recordEvents }, { db }] = await Promise.all([
        import("@/lib/admin/app-hooks"),
        import("@/lib/db/events"),
        import("@/lib/db/client"),
      ]);
      const actor = { at: new Date(), by: { ip: null, userAgent: null }, administrator: null };
      await createHook(realmId, { destination: quick.url, event_type: "org.*" }, actor);
      await createHook(realmId, { destination: hanging.url, event_type: "membership.*" }, actor);
      await recordEvents(db(), realmId, [
        ...Array.from({ length: QUICK }, () => ({ type: "org.created" }) as const),
        ...Array.from({ length: HANGING }, () => ({ type: "membership.created" }) as const),
      ]);
      ids = (await db().notification.findMany({ select: { id: true } })).map(({ id }) => id);
    },
  });
});
afterAll(async () => {
  await quick.close();
  await hanging.close();
  await data.remove();
});

const start = () => startServer({ dataDir: data.dataDir, env: { SECRET: data.secret, WEBHOOK_ALLOW: "127.0.0.0/8" } });

test("security 103: a server killed in the middle of its webhooks loses none, and sends few of them twice", async () => {
  expect(ids).toHaveLength(QUICK + HANGING);
  const first = await start();
  await until(() => quick.received.length >= QUICK / 3 && hanging.received.length === HANGING);
  await first.kill("SIGKILL");
  const before = quick.received.length;
  expect(before).toBeLessThan(QUICK);

  hanging.treat(204);
  const second = await start();
  const missing = () => {
    const there = new Set([...quick.ids(), ...hanging.ids()]);
    return ids.filter((id) => !there.has(id));
  };
  // What was under way comes again once its claim has ended: at the latest ten seconds after it was made.
  await until(() => missing().length === 0 && hanging.received.length === 2 * HANGING, 30_000);
  expect(hanging.ids().sort()).toEqual([...new Set(hanging.ids())].flatMap((id) => [id, id]).sort());
  expect(quick.received.length - QUICK, "only what was under way when it was killed").toBeLessThanOrEqual(4);

  expect(await second.stop()).toBe(0);
  const { openDatabase, closeDatabase, db } = await import("@/lib/db/client");
  await openDatabase();
  const left = await db().notification.findMany({ where: { state: { not: "completed" } } });
  await closeDatabase();
  expect(left).toEqual([]);
});
