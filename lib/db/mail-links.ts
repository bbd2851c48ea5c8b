import type { MailLinkJob } from "@/lib/domain/jobs";
import { db } from "./client";
import { lockUser } from "./lock-user";
import { type NewMail, queueMail } from "./mails";
import { sendJob, wakeWorkers } from "./queue";
import type { Db } from "./sql";
import { type Throttle, takeTry } from "./throttles";

/**
 * Has a link mailed later to whoever has that name, and does the same whether or not anyone has it. Answers the seconds
 * to wait where the address has asked too often, else 0: past the limit of the name nothing is sent, and it looks the
 * same. The workers are not woken: they look every two seconds, so that their work is not in this request's time.
 */
export async function askForMailLink(
  kind: "send-reset" | "send-verification",
  job: MailLinkJob,
  { byAddress, byName, at }: { byAddress: Throttle; byName: Throttle; at: Date },
): Promise<number> {
  const wait = await takeTry(byAddress, at);
  if (wait > 0) return wait;
  await db().$transaction(async (tx) => {
    if ((await takeTry(byName, at, tx)) === 0) await sendJob(tx, kind, job);
  });
  return 0;
}

/** Whom a mail is about to go to, and what counts the mails that anybody can have sent to them. */
export type Addressee = { readonly userId: string; readonly email: string; readonly limits: readonly Throttle[] };

/**
 * Whether a mail may go to that user now: they are active, still have that address, and have not had too many. Counts
 * it, and holds the user until `tx` ends.
 */
export async function mayMail(
  tx: Db,
  realmId: string,
  { userId, email, limits, at }: Addressee & { readonly at: Date },
): Promise<boolean> {
  const user = await lockUser(tx, realmId, userId);
  if (!user || user.emailCanonical !== email) return false;
  for (const limit of limits) if ((await takeTry(limit, at, tx)) > 0) return false;
  return true;
}

/** Tells a user something by mail, unless they have had too many. */
export async function mailUser(
  realmId: string,
  { mail, ...addressee }: Addressee & { readonly mail: NewMail; readonly at: Date },
): Promise<void> {
  await db().$transaction(async (tx) => {
    if (await mayMail(tx, realmId, addressee)) await queueMail(tx, realmId, mail);
  });
  wakeWorkers("send-mail");
}
