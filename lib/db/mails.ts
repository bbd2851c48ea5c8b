import { db } from "./client";

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
