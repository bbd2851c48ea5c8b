import { type Doer, recordDeed } from "./audit";
import { db } from "./client";
import { newId } from "./new-id";
import { sendJob, wakeWorkers } from "./queue";
import type { Db } from "./sql";

/** A mail, worded and ready to send. */
export type NewMail = {
  /** What it is about: an event type, as owners name their templates (lib/domain/mail-kinds.ts). */
  readonly template: string;
  readonly appId: string | null;
  readonly userId: string | null;
  /** In whose name, where it is not the deployment's (MAIL_FROM). */
  readonly fromAddress?: string | null;
  readonly fromName?: string | null;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** Puts a mail into the queue as a part of the transaction `tx`: it is sent when the rest holds, and only then. */
export async function queueMail(tx: Db, realmId: string | null, mail: NewMail): Promise<void> {
  const id = newId("ml");
  await tx.mail.create({ data: { id, realmId, ...mail }, select: { id: true } });
  await sendJob(tx, "send-mail", { realmId, mailId: id });
}

/** Queues a mail by which an administrator sees what they have worded, with the record of it. */
export async function queueTestMail(
  realmId: string,
  mail: NewMail,
  doer: Doer,
  changes: Readonly<Record<string, string>>,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await queueMail(tx, realmId, mail);
    const deed = { action: "mail_template.tested", objectType: "mail_template", objectId: mail.template, changes };
    await recordDeed(tx, realmId, doer, deed);
  });
  wakeWorkers("send-mail");
}

/** A mail as a mailbox shows it. */
export type ListedMail = {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly createdAt: Date;
};

/** The newest mails of the whole deployment, newest first. */
export async function listNewestMails(take: number): Promise<ListedMail[]> {
  return db().mail.findMany({
    select: { id: true, recipient: true, subject: true, text: true, html: true, createdAt: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take,
  });
}

/** A mail in the console's list: everything but what it says. */
export type MailEntry = {
  readonly id: string;
  readonly template: string;
  readonly recipient: string;
  readonly subject: string;
  readonly state: "queued" | "sent" | "failed" | "kept";
  readonly attempts: number;
  readonly lastError: string | null;
  readonly sentAt: Date | null;
  readonly createdAt: Date;
  readonly realm: { readonly id: string; readonly name: string } | null;
};

const entry = {
  id: true,
  template: true,
  recipient: true,
  subject: true,
  state: true,
  attempts: true,
  lastError: true,
  sentAt: true,
  createdAt: true,
  realm: { select: { id: true, name: true } },
} as const;

/** Whose mails: of these realms alone, or of all realms and the deployment's own. */
export type MailReach = readonly string[] | null;

const within = (realmIds: MailReach) => (realmIds ? { realmId: { in: [...realmIds] } } : {});

/** Mails, newest first; `before` continues behind the last one seen. */
export async function listMails(
  realmIds: MailReach,
  { before, take }: { before: string | null; take: number },
): Promise<MailEntry[]> {
  return db().mail.findMany({
    where: { ...within(realmIds), ...(before ? { id: { lt: before } } : {}) },
    select: entry,
    orderBy: { id: "desc" },
    take,
  });
}

/** One mail with what it says, or null: there is none, or it is of another realm. */
export async function findMail(realmIds: MailReach, id: string): Promise<(MailEntry & { text: string }) | null> {
  return db().mail.findFirst({ where: { id, ...within(realmIds) }, select: { ...entry, text: true } });
}

/** What a mail is called: its realm, or null for the deployment's own, and its id. */
export type MailName = { readonly realmId: string | null; readonly id: string };

/** Marks a queued mail as one that goes nowhere: this deployment sends none. */
export async function keepMail({ realmId, id }: MailName): Promise<void> {
  await db().mail.updateMany({ where: { realmId, id, state: "queued" }, data: { state: "kept" } });
}

/** A mail about to be sent. */
export type OutgoingMail = Pick<NewMail, "recipient" | "subject" | "text" | "html"> & {
  readonly fromAddress: string | null;
  readonly fromName: string | null;
};

/** Counts a try before it is made, and answers what to send. Null where the mail has been sent, given up or removed. */
export async function startMailTry({ realmId, id }: MailName): Promise<OutgoingMail | null> {
  const [mail] = await db().mail.updateManyAndReturn({
    where: { realmId, id, state: "queued" },
    data: { attempts: { increment: 1 } },
    select: { recipient: true, subject: true, text: true, html: true, fromAddress: true, fromName: true },
  });
  return mail ?? null;
}

/** Notes why a try failed; the mail waits for the next one. */
export async function noteMailError({ realmId, id }: MailName, lastError: string): Promise<void> {
  await db().mail.updateMany({ where: { realmId, id, state: "queued" }, data: { lastError } });
}

/**
 * Ends a mail's way: sent, or failed for the reason given. What it said is removed then: it may hold a link that only
 * its recipient should have.
 */
export async function endMail(
  { realmId, id }: MailName,
  end: { readonly sentAt: Date } | { readonly lastError: string },
): Promise<void> {
  const how = "sentAt" in end ? { state: "sent" as const, sentAt: end.sentAt } : { state: "failed" as const };
  const lastError = "lastError" in end ? end.lastError : null;
  await db().mail.updateMany({
    where: { realmId, id, state: "queued" },
    data: { ...how, lastError, text: "", html: "" },
  });
}
