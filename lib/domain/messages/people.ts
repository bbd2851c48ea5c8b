import { enFront } from "./en-front";
import { enHosted } from "./en-hosted";
import { enLoginRocket } from "./en-loginrocket";
import { enMail } from "./en-mail";
import { enMfa } from "./en-mfa";
import { enProblems } from "./en-problems";
import { enProvider } from "./en-provider";
import { enReset } from "./en-reset";

/** The English words for people who log in: what is said in every language. Operators are spoken to in English alone. */
export const people = {
  ...enFront,
  ...enHosted,
  ...enLoginRocket,
  ...enMail,
  ...enMfa,
  ...enProblems,
  ...enProvider,
  ...enReset,
} as const satisfies Record<string, string>;

export type PeopleCode = keyof typeof people;

/** One language's words: each sentence that there is in English. */
export type Translation = Readonly<Record<PeopleCode, string>>;
