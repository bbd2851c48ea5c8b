import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { type MailServer, startMailServer } from "@/e2e/fixtures/smtp";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { type NewMail, queueMail } from "@/lib/db/mails";
import { english } from "@/lib/domain/messages";
import { composeMail } from "./compose";
import { sendMail } from "./send";
import { closeSmtp } from "./smtp";

let smtp: MailServer;
let close: () => Promise<void>;
let place: Awaited<ReturnType<typeof newAppWithRealm>>;
beforeAll(async () => {
  smtp = await startMailServer();
  close = await openTestDatabase({
    SMTP_URL: `${smtp.url}?greetingTimeout=3000&socketTimeout=3000`,
    MAIL_FROM: "Acorn Söhne <mail@acorn.example>",
    PUBLIC_URL: "http://localhost:3000",
  });
  place = await newAppWithRealm();
});
afterEach(() => {
  smtp.treat("take");
  smtp.mails.length = 0;
});
afterAll(async () => {
  closeSmtp();
  await close();
  await smtp.close();
});

const plain: NewMail = {
  template: "user.password.changed",
  appId: null,
  userId: null,
  recipient: "frank@example.com",
  subject: "Hello",
  text: "text",
  html: "<p>html</p>",
};

/** Queues a mail, and answers its row's name. */
async function queued(given: Partial<NewMail> = {}) {
  await db().$transaction((tx) => queueMail(tx, place.realmId, { ...plain, ...given }));
  const { id } = await db().mail.findFirstOrThrow({ where: { realmId: place.realmId }, orderBy: { id: "desc" } });
  return { realmId: place.realmId, mailId: id };
}

const rowOf = ({ mailId }: { mailId: string }) => db().mail.findUniqueOrThrow({ where: { id: mailId } });
const soon = { last: false };

describe("a mail that is taken", () => {
  test("arrives with text and HTML both as composed, from MAIL_FROM, and never asks for an answer", async () => {
    const { app } = await place.visit();
    const link = `${app.origin}/reset_password?token=kpw_1&username=${"frank".repeat(20)}`;
    const mail = await composeMail(
      "user.password_token.created",
      {
        realm: { id: place.realmId, name: "Nördlich" },
        app: { id: app.id, name: "Äcorn & Söhne 東京 <x>" },
        user: { id: "usr_1", username: "frank", name: null, email: "frank@example.com" },
        voice: english,
      },
      { link, token: "kpw_1", minutes: 60 },
    );
    const job = await queued(mail);
    await sendMail(job, soon);
    const [got] = smtp.mails;
    expect(got?.subject).toBe("Choose a new password for Äcorn & Söhne 東京 <x>");
    expect(got?.text?.trim()).toBe(mail.text);
    expect(got?.html || "").toBe(mail.html);
    expect(got?.from?.value).toEqual([{ name: "Acorn Söhne", address: "mail@acorn.example" }]);
    expect(smtp.seen.recipients).toEqual(["frank@example.com"]);
    expect(got?.messageId).toBe(`<${job.mailId}@localhost>`);
    expect(got?.headers.get("auto-submitted")).toBe("auto-generated");
    expect([...(got?.headers.keys() ?? [])].sort()).toEqual(
      ["auto-submitted", "content-type", "date", "from", "message-id", "mime-version", "subject", "to"].sort(),
    );
  });

  test("goes in another's name where it says so: in one half the other stays the deployment's, or is none", async () => {
    const own = { name: "Acorn Söhne", address: "mail@acorn.example" };
    for (const [from, expected] of [
      [{ fromAddress: "hello@oak.example", fromName: 'Oak, "Inc" <x@y.example>' }, null],
      [
        { fromAddress: "hello@oak.example", fromName: null },
        { name: "", address: "hello@oak.example" },
      ],
      [
        { fromAddress: null, fromName: "Oak" },
        { ...own, name: "Oak" },
      ],
      [{ fromAddress: null, fromName: null }, own],
    ] as const) {
      smtp.mails.length = 0;
      await sendMail(await queued(from), soon);
      const wanted = expected ?? { name: from.fromName, address: from.fromAddress };
      expect(smtp.mails[0]?.from?.value).toEqual([wanted]);
    }
  });

  test("is noted as sent, is sent no second time, and what it said is kept nowhere", async () => {
    const job = await queued({ text: "kpw_secret", html: "kpw_secret" });
    await sendMail(job, soon);
    await sendMail(job, soon);
    expect(smtp.mails).toHaveLength(1);
    const row = await rowOf(job);
    expect(row).toMatchObject({ state: "sent", attempts: 1, lastError: null, text: "", html: "" });
    expect(row.sentAt).toBeInstanceOf(Date);
    expect(JSON.stringify(row)).not.toContain("kpw_secret");
  });

  test("is one of 20 over a handful of connections", async () => {
    const before = smtp.seen.connections;
    const waiting = [];
    for (let n = 0; n < 20; n++) waiting.push(await queued());
    await Promise.all(waiting.map((job) => sendMail(job, soon)));
    expect(smtp.mails).toHaveLength(20);
    expect(smtp.seen.connections - before).toBeLessThanOrEqual(4);
  });
});

describe("a mail that is not taken", () => {
  test("for now: is tried again, and arrives once, under the same Message-ID", async () => {
    const job = await queued();
    smtp.treat({ at: "RCPT", status: 451, says: "Greylisted" });
    await expect(sendMail(job, soon)).rejects.toThrow("Greylisted");
    expect(await rowOf(job)).toMatchObject({ state: "queued", attempts: 1, text: "text" });
    expect((await rowOf(job)).lastError).toMatch(/RCPT TO: 451 .*Greylisted/);
    smtp.treat("take");
    await sendMail(job, soon);
    expect(smtp.mails.map((mail) => mail.messageId)).toEqual([`<${job.mailId}@localhost>`]);
    expect(await rowOf(job)).toMatchObject({ state: "sent", attempts: 2, lastError: null });
  });

  test.each(["RCPT", "DATA"] as const)("for good, at %s: has failed, and no further try is made", async (at) => {
    const job = await queued();
    smtp.treat({ at, status: 550, says: "No such person" });
    await sendMail(job, soon);
    expect(await rowOf(job)).toMatchObject({ state: "failed", attempts: 1, sentAt: null, text: "", html: "" });
    expect((await rowOf(job)).lastError).toContain("No such person");
    smtp.treat("take");
    await sendMail(job, soon);
    expect(smtp.mails).toEqual([]);
  });

  test("because its address cannot be written in SMTP: has failed", async () => {
    const job = await queued({ recipient: "frank@exa mple.com\r\nRCPT TO:<evil@example.com>" });
    await sendMail(job, soon);
    expect((await rowOf(job)).state).toBe("failed");
    expect(smtp.seen.recipients).not.toContain("evil@example.com");
  });

  test("at the last try: has failed", async () => {
    const job = await queued();
    smtp.treat({ at: "DATA", status: 452 });
    await expect(sendMail(job, { last: true })).rejects.toThrow("was not sent");
    expect(await rowOf(job)).toMatchObject({ state: "failed", text: "" });
  });

  test("by a server that says nothing: is given up soon, and tried again", async () => {
    closeSmtp(); // else a connection from before would be used
    const job = await queued();
    smtp.treat("hang");
    const began = performance.now();
    await expect(sendMail(job, soon)).rejects.toThrow("was not sent");
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(await rowOf(job)).toMatchObject({ state: "queued", attempts: 1 });
    smtp.treat("take");
    await sendMail(job, soon);
    expect(smtp.mails).toHaveLength(1);
  });

  test("by a server that quotes what it was sent: no secret of it is kept", async () => {
    const job = await queued();
    const login = Buffer.from("p@ss word").toString("base64");
    const says = `Spam: http://app.localhost:3000/reset_password?token=kpw_12345 kpw_12345 p@ss word p%40ss%20word ${login}`;
    smtp.treat({ at: "DATA", status: 554, says });
    await sendMail(job, soon);
    const { lastError } = await rowOf(job);
    expect(lastError).toMatch(/^DATA: 554 .*Spam: … …/);
    expect(lastError).not.toMatch(/kpw_|token|p@ss|p%40|cEBzc/);
  });
});

describe("security 101: headers", () => {
  test.each([
    "Hello\r\nBcc: evil@example.com",
    "Hello\nBcc: evil@example.com",
    "Hello\r\n\r\n<script>",
    "Hello\u2028Bcc: evil@example.com",
    "=?utf-8?q?Hello=0D=0ABcc:_evil@example.com?=",
  ])("a subject of %j is one header", async (subject) => {
    await sendMail(await queued({ subject }), soon);
    const [got] = smtp.mails;
    const [head = ""] = got?.source.split("\r\n\r\n") ?? [];
    expect(head).not.toMatch(/^bcc:/im);
    expect(got?.headers.has("bcc")).toBe(false);
    expect(got?.text?.trim()).toBe("text");
    expect(smtp.seen.recipients.at(-1)).toBe("frank@example.com");
  });

  test.each([
    "frank@example.com,evil@example.com",
    "frank@example.com, Evil <evil@example.com>",
    '"a" <evil@example.com> <frank@example.com>',
  ])("security 31: a recipient of %j is never two", async (recipient) => {
    smtp.seen.recipients.length = 0;
    await sendMail(await queued({ recipient }), soon).catch(() => undefined);
    expect(smtp.seen.recipients).not.toContain("evil@example.com");
  });
});
