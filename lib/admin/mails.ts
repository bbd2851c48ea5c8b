import * as store from "@/lib/db/mails";

export type { ListedMail } from "@/lib/db/mails";

/** The newest mails of the whole deployment, newest first: for the people who run it, and for the demo's mailbox. */
export const listNewestMails = store.listNewestMails;
