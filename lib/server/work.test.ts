import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { stopDeliveries } from "@/lib/admin/deliveries";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/new-id";
import { queueJob, wakeWorkers } from "@/lib/db/queue";
import { jobs } from "@/lib/domain/jobs";
import { startWork } from "./work";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
  await startWork();
});
afterAll(async () => {
  await stopDeliveries();
  await close();
});

test("what comes by itself is on the timetable, and nothing else is", async () => {
  const planned = await db().$queryRaw<{ name: string; cron: string }[]>`SELECT name, cron FROM jobs.schedule`;
  const expected = Object.entries(jobs).flatMap(([name, { cron }]) => (cron ? [{ name, cron }] : []));
  expect(expected.map(({ name }) => name)).toEqual(expect.arrayContaining(["purge", "refresh-css"]));
  expect(planned.sort((one, other) => one.name.localeCompare(other.name))).toEqual(
    expected.sort((one, other) => one.name.localeCompare(other.name)),
  );
});

test("the job that removes what has ended removes a session that has, and leaves one that lives", async () => {
  const { realmId } = await newAppWithRealm();
  const user = { id: newId("usr"), realmId, username: "frank", usernameCanonical: "frank" };
  await db().user.create({ data: user });
  const session = (ms: number) => ({ realmId, userId: user.id, expiresAt: new Date(Date.now() + ms) });
  const [ended, living] = [newId("kss"), newId("kss")];
  await db().session.create({ data: { id: ended, ...session(-1) } });
  await db().session.create({ data: { id: living, ...session(60_000) } });
  await queueJob("purge", {});
  wakeWorkers("purge");
  const left = async () => (await db().session.findMany({ where: { realmId } })).map(({ id }) => id);
  await expect.poll(left, { timeout: 15_000 }).toEqual([living]);
});
