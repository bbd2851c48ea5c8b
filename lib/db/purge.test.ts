import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { days, hours, minutes } from "@/lib/domain/duration";
import { db } from "./client";
import { recordEvents } from "./events";
import { newId } from "./new-id";
import { purge } from "./purge";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

const now = new Date("2030-06-15T12:00:00Z");
const at = (ms: number) => new Date(now.getTime() + ms);
const ended = at(-1);
const alive = at(minutes(1));
let made = 0;
const bytes = () => new Uint8Array(Buffer.from(`hash ${++made}`));

/** One row of every kind that ends, in a new realm with one user. */
async function rowsOf(expiresAt: Date, place: { realmId: string; appId: string; userId: string; adminId: string }) {
  const { realmId, appId, userId, adminId } = place;
  const person = { realmId, userId, expiresAt };
  const provider = await db().authProvider.findFirstOrThrow({ where: { realmId } });
  await db().session.create({ data: { ...person, id: newId("kss"), cookieHash: bytes() } });
  await db().loginTicket.create({ data: { ...person, id: newId("kli"), tokenHash: bytes() } });
  await db().ssoTicket.create({
    data: { ...person, id: newId("sso"), appId, sessionId: "kss_x", tokenHash: bytes(), browserHash: bytes() },
  });
  await db().resetToken.create({ data: { ...person, id: newId("kpw"), tokenHash: bytes() } });
  await db().emailToken.create({
    data: { ...person, id: newId("kvf"), tokenHash: bytes(), emailCanonical: "f@x.example" },
  });
  await db().providerState.create({
    data: {
      id: newId("pst"),
      realmId,
      appId,
      authProviderId: provider.id,
      stateHash: bytes(),
      browserHash: bytes(),
      secretsEncrypted: bytes(),
      expiresAt,
    },
  });
  await db().handoff.create({
    data: { id: newId("kho"), realmId, appId, secretHash: bytes(), formEncrypted: bytes(), expiresAt },
  });
  await db().signupToken.create({
    data: { id: newId("utk"), realmId, tokenHash: bytes(), username: "x", usernameCanonical: "x", expiresAt },
  });
  await db().adminSession.create({
    data: { id: newId("ads"), administratorId: adminId, secretHash: bytes(), expiresAt },
  });
}

async function counts(realmId: string) {
  const where = { realmId };
  return {
    sessions: await db().session.count({ where }),
    loginTickets: await db().loginTicket.count({ where }),
    ssoTickets: await db().ssoTicket.count({ where }),
    handoffs: await db().handoff.count({ where }),
    resetTokens: await db().resetToken.count({ where }),
    emailTokens: await db().emailToken.count({ where }),
    providerStates: await db().providerState.count({ where }),
    signupTokens: await db().signupToken.count({ where }),
    adminSessions: await db().adminSession.count(),
  };
}

async function newPlace() {
  const { realmId, appId } = await newAppWithRealm();
  const userId = newId("usr");
  await db().user.create({ data: { id: userId, realmId, username: "frank", usernameCanonical: "frank" } });
  const admin = await db().administrator.create({
    data: { id: newId("adm"), email: "a@x.example", emailCanonical: `${userId}@x.example`, passwordHash: "x" },
  });
  return { realmId, appId, userId, adminId: admin.id };
}

test("of every kind that expires, what has ended goes and what lives stays", async () => {
  const place = await newPlace();
  await rowsOf(ended, place);
  await rowsOf(now, place);
  await rowsOf(alive, place);
  await purge(now);
  const left = await counts(place.realmId);
  expect(left).toEqual(Object.fromEntries(Object.keys(left).map((kind) => [kind, 1])));
});

test("a membership goes with its event at its end, once; one without an end stays", async () => {
  const { realmId, userId } = await newPlace();
  const org = async (expiresAt: Date | null) => {
    const { id } = await db().org.create({ data: { id: newId("org"), realmId, name: "Org" } });
    const membershipId = newId("mb");
    await db().membership.create({ data: { id: membershipId, realmId, userId, orgId: id, orgKey: id, expiresAt } });
    return { orgId: id, membershipId };
  };
  const [gone, later, forever] = [await org(ended), await org(alive), await org(null)];
  await purge(now);
  await purge(now);
  const left = await db().membership.findMany({ where: { realmId }, select: { id: true } });
  expect(left.map(({ id }) => id).sort()).toEqual([later.membershipId, forever.membershipId].sort());
  const events = await db().event.findMany({ where: { realmId, eventType: "membership.deleted" } });
  expect(events).toMatchObject([{ ...gone, userId, eventAt: now }]);
});

test("events stay as many days as their realm says", async () => {
  const [short, long] = [await newPlace(), await newPlace()];
  for (const [{ realmId }, eventDays] of [
    [short, 7],
    [long, 90],
  ] as const) {
    await db().realm.update({ where: { id: realmId }, data: { eventDays } });
    await db().event.deleteMany({ where: { realmId } });
    for (const age of [1, 8, 80, 91])
      await db().event.create({
        data: { id: newId("ev"), realmId, eventType: `age.${age}`, eventAt: at(-days(age)) },
      });
  }
  await purge(now);
  const typesOf = async ({ realmId }: { realmId: string }) =>
    (
      await db().event.findMany({ where: { realmId, eventType: { startsWith: "age." } }, orderBy: { eventAt: "desc" } })
    ).map((event) => event.eventType);
  expect(await typesOf(short)).toEqual(["age.1"]);
  expect(await typesOf(long)).toEqual(["age.1", "age.8", "age.80"]);
});

test("what became of an event at its hooks goes with it, however many there are", async () => {
  const { realmId } = await newPlace();
  await db().appHook.createMany({
    data: Array.from({ length: 3 }, () => ({ id: newId("hk"), realmId, eventTypes: ["org.*"] })),
  });
  const events = (age: number) =>
    Array.from({ length: 400 }, () => ({ type: "org.created", at: at(-days(age)) }) as const);
  await recordEvents(db(), realmId, [...events(29), ...events(31)]);
  expect(await db().notification.count({ where: { realmId } })).toBe(2_400);
  await purge(now);
  const left = await db().notification.findMany({ where: { realmId }, select: { createdAt: true } });
  expect(left).toHaveLength(1_200);
  expect(left.every(({ createdAt }) => createdAt.getTime() === at(-days(29)).getTime())).toBe(true);
});

test("mails stay 30 days, whatever became of them", async () => {
  const { realmId } = await newPlace();
  const mail = { realmId, template: "x", recipient: "x@x.example", subject: "s", text: "t", html: "h" };
  for (const state of ["sent", "kept", "failed", "queued"] as const)
    for (const age of [29, 31])
      await db().mail.create({ data: { ...mail, id: newId("ml"), state, createdAt: at(-days(age)) } });
  await purge(now);
  const left = await db().mail.findMany({ where: { realmId }, select: { state: true, createdAt: true } });
  expect(left.map(({ state }) => state).sort()).toEqual(["failed", "kept", "queued", "sent"]);
  expect(left.every(({ createdAt }) => createdAt.getTime() === at(-days(29)).getTime())).toBe(true);
});

test("idle counters go after two days, those towards a hard limit after a month", async () => {
  const counter = (kind: string, updatedAt: Date) =>
    db().throttle.create({
      data: { scope: "-", kind, keyHash: bytes(), count: 1, consecutive: 99, windowEndsAt: updatedAt, updatedAt },
    });
  for (const age of [hours(47), hours(49), days(31)])
    for (const kind of ["signup-address", "password-user"]) await counter(kind, at(-age));
  await purge(now);
  const left = await db().throttle.findMany({ select: { kind: true, updatedAt: true } });
  const ages = left.map(({ kind, updatedAt }) => `${kind} ${(now.getTime() - updatedAt.getTime()) / hours(1)}`);
  expect(ages.sort()).toEqual(["password-user 47", "password-user 49", "signup-address 47"]);
});

test("thousands go in batches, under several at once, and no event is written twice", async () => {
  const { realmId, userId } = await newPlace();
  const many = Array.from({ length: 2_500 }, () => newId("kss"));
  await db().session.createMany({ data: many.map((id) => ({ id, realmId, userId, expiresAt: ended })) });
  const orgs = Array.from({ length: 1_200 }, () => newId("org"));
  await db().org.createMany({ data: orgs.map((id) => ({ id, realmId, name: "Org" })) });
  await db().membership.createMany({
    data: orgs.map((id) => ({ id: newId("mb"), realmId, userId, orgId: id, orgKey: id, expiresAt: ended })),
  });
  await Promise.all([purge(now), purge(now), purge(now)]);
  expect(await db().session.count({ where: { realmId } })).toBe(0);
  expect(await db().membership.count({ where: { realmId } })).toBe(0);
  expect(await db().event.count({ where: { realmId, eventType: "membership.deleted" } })).toBe(1_200);
});
