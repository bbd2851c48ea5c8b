import * as store from "@/lib/db/mails";
import { env } from "@/lib/env";
import type { SignedInAdministrator } from "./sign-in";

export type { ListedMail, MailEntry } from "@/lib/db/mails";

/** The newest mails of the whole deployment, newest first: for the demo's mailbox. */
export const listNewestMails = store.listNewestMails;

/** True where mails leave this deployment; otherwise they are kept. */
export function sendsMail(): boolean {
  return env().smtpUrl !== undefined;
}

type Reader = Pick<SignedInAdministrator, "realmIds" | "role">;

/** The mails of the realms an administrator may see, newest first; the deployment's own for those who see all realms. */
export async function listMails(
  { realmIds }: Reader,
  page: { before: string | null; take: number },
): Promise<store.MailEntry[]> {
  return store.listMails(realmIds, page);
}

/**
 * One mail that an administrator may see, or null. Its text only where it was kept: while a mail is on its way, what it
 * says is its recipient's alone. Null also for who may change nothing, since a link in it may change a password.
 */
export async function findMail(
  { realmIds, role }: Reader,
  id: string,
): Promise<(store.MailEntry & { text: string | null }) | null> {
  const mail = await store.findMail(realmIds, id);
  return mail && { ...mail, text: mail.state === "kept" && role !== "read_only" ? mail.text : null };
}
