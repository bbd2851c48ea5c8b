import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { type MailServer, startMailServer } from "@/e2e/fixtures/smtp";
import { db } from "@/lib/db/client";
import { queueMail } from "@/lib/db/mails";
import { type Handlers, wakeWorkers, work } from "@/lib/db/queue";
import { jobs } from "@/lib/domain/jobs";
import { sendMail } from "./send";
import { closeSmtp } from "./smtp";

let smtp: MailServer;
let close: () => Promise<void>;
beforeAll(async () => {
  smtp = await startMailServer();
  close = await openTestDatabase({ SMTP_URL: smtp.url });
});
afterAll(async () => {
  closeSmtp();
  await close();
  await smtp.close();
});

const mailTo = (recipient: string) => ({
  template: "user.password.changed",
  appId: null,
  userId: null,
  recipient,
  subject: "Hello",
  text: "text",
  html: "<p>html</p>",
});

/** Every kind of job is done by doing nothing, but for mails. */
const handlers = {
  ...Object.fromEntries(Object.keys(jobs).map((name) => [name, async () => undefined])),
  "send-mail": sendMail,
} as Handlers;

async function counts(): Promise<{ mails: number; jobs: number }> {
  const [row] = await db().$queryRaw<{ jobs: number }[]>`
    SELECT count(*)::int AS jobs FROM jobs.job WHERE name = 'send-mail'`;
  return { mails: await db().mail.count(), jobs: row?.jobs ?? -1 };
}

test("a mail and its job are there when the transaction holds, and neither when it does not", async () => {
  const before = await counts();
  const failed = db().$transaction(async (tx) => {
    await queueMail(tx, null, mailTo("nobody@example.com"));
    throw new Error("not after all");
  });
  await expect(failed).rejects.toThrow("not after all");
  expect(await counts()).toEqual(before);
  await db().$transaction((tx) => queueMail(tx, null, mailTo("first@example.com")));
  expect(await counts()).toEqual({ mails: before.mails + 1, jobs: before.jobs + 1 });
});

test("workers send what waits, one mail after the other without a pause, and nothing of what was rolled back", async () => {
  for (let n = 0; n < 40; n++) await db().$transaction((tx) => queueMail(tx, null, mailTo(`p${n}@example.com`)));
  await work(handlers, () => undefined);
  wakeWorkers("send-mail");
  const began = performance.now();
  await expect.poll(() => db().mail.count({ where: { state: "sent" } }), { timeout: 30_000 }).toBe(41);
  // Four workers that rested two seconds after each mail would need twenty.
  expect(performance.now() - began).toBeLessThan(12_000);
  const people = [...smtp.seen.recipients].sort();
  expect(people).toEqual([...new Set(people)]);
  expect(people).toHaveLength(41);
  expect(people).not.toContain("nobody@example.com");
});
