import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/new-id";
import { findMail, listMails } from "./mails";

let close: () => Promise<void>;
let realms: string[];
beforeAll(async () => {
  close = await openTestDatabase();
  realms = [(await newAppWithRealm()).realmId, (await newAppWithRealm()).realmId];
});
afterAll(() => close());

const owner = { realmIds: null, role: "owner" as const };
const page = { before: null, take: 50 };

async function mail(realmId: string | null, state: "queued" | "sent" | "failed" | "kept" = "kept") {
  const id = newId("ml", new Date(Date.UTC(2030, 0, 1) + ++made * 1_000));
  const words = { template: "x", recipient: "frank@example.com", subject: "s", text: "a link", html: "<p>" };
  await db().mail.create({ data: { id, realmId, state, ...words } });
  return id;
}
let made = 0;

test("security 87: an administrator of some realms sees their mails alone, however they ask", async () => {
  const [mine = "", other = ""] = realms;
  const [own, foreign, ours] = [await mail(mine), await mail(other), await mail(null)];
  const limited = { realmIds: [mine], role: "admin" as const };
  const idsOf = async (reader: Parameters<typeof listMails>[0]) => (await listMails(reader, page)).map(({ id }) => id);
  expect(await idsOf(limited)).toEqual([own]);
  expect(await idsOf({ realmIds: [], role: "admin" })).toEqual([]);
  expect(await idsOf(owner)).toEqual([ours, foreign, own]);
  expect(await findMail(limited, own)).toMatchObject({ id: own, realm: { id: mine, name: "Test realm" } });
  expect(await findMail(limited, foreign)).toBeNull();
  expect(await findMail(limited, ours)).toBeNull();
  expect((await findMail(owner, ours))?.realm).toBeNull();
});

test("the list goes on behind the last mail seen, newest first", async () => {
  const [realmId = ""] = realms;
  await db().mail.deleteMany();
  const ids = [await mail(realmId), await mail(realmId), await mail(realmId)].reverse();
  const first = await listMails(owner, { before: null, take: 2 });
  const second = await listMails(owner, { before: first.at(-1)?.id ?? "", take: 2 });
  expect([...first, ...second].map(({ id }) => id)).toEqual(ids);
  expect(JSON.stringify(first)).not.toContain("a link");
});

test("what a mail says is shown where it was kept alone, and to nobody who may change nothing", async () => {
  const [realmId = ""] = realms;
  for (const state of ["kept", "queued", "sent", "failed"] as const) {
    const id = await mail(realmId, state);
    const textFor = async (role: "owner" | "admin" | "read_only") =>
      (await findMail({ realmIds: [realmId], role }, id))?.text;
    const shown = state === "kept" ? "a link" : null;
    expect([await textFor("owner"), await textFor("admin"), await textFor("read_only")]).toEqual([shown, shown, null]);
  }
});
