import { endMail, keepMail, noteMailError, startMailTry } from "@/lib/db/mails";
import type { Try } from "@/lib/db/queue";
import type { JobData } from "@/lib/domain/jobs";
import { env } from "@/lib/env";
import { handOver } from "./smtp";

/**
 * Sends one queued mail; without SMTP it stays where the console and the demo's mailbox show it. Throws where another
 * try should follow. Sent at least once: only a process that dies between the server's answer and our note of it sends
 * a second copy, under the same Message-ID. One that was sent or given up is never sent again.
 */
export async function sendMail({ realmId, mailId }: JobData["send-mail"], { last }: Try): Promise<void> {
  const name = { realmId, id: mailId };
  if (!env().smtpUrl) return keepMail(name);
  const mail = await startMailTry(name);
  if (!mail) return;
  const refusal = await handOver({ id: mailId, ...mail });
  if (!refusal) return endMail(name, { sentAt: new Date() });

  const { reason, permanent } = refusal;
  if (permanent) return endMail(name, { lastError: reason });
  await (last ? endMail(name, { lastError: reason }) : noteMailError(name, reason));
  // An error of our own, without the one behind it: the queue keeps what is thrown.
  throw new Error(`The mail ${mailId} was not sent. ${reason}`);
}
