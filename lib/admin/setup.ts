import { createHmac } from "node:crypto";
import { z } from "zod";
import {
  createFirstAdministrator,
  dropSetupCode,
  hasAdministrator,
  isSetupCode,
  keepSetupCode,
} from "@/lib/db/administrators";
import { canonicalEmail } from "@/lib/domain/email";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { confirmationProblems, normalizePassword, passwordProblems } from "@/lib/domain/password-policy";
import type { Problem } from "@/lib/domain/problem";
import { purposeKey } from "@/lib/tokens/encryption";
import { hashPassword, requireHashQueue } from "@/lib/tokens/password-hash";
import { hashSecret } from "@/lib/tokens/secret-token";

/** Administrators have a password of at least 15 characters (NIST SP 800-63B-4; security.md D6). */
export const ADMIN_PASSWORD = { minLength: 15 };

/** No 0, 1, I, L, O and U: a code is read off a log and typed. 28 characters of it are 137 bits. */
const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 7;

const wrongCode = { code: "setup.code-wrong", field: "code" } as const;

export const setupInput = z.object({
  code: z.string().default(""),
  email: z.string().default(""),
  password: z.string().default(""),
  password_confirmation: z.string().default(""),
});

/**
 * The set-up code while nobody administers this deployment; null once somebody does. Every instance, and every later
 * start, says the same one, so it does not matter whose log is read. Only its hash is kept: the one who may read the
 * server's log is the one who may set it up.
 */
export async function openSetup(at: Date = new Date()): Promise<string | null> {
  if (await hasAdministrator()) return null;
  const kept = await keepSetupCode({ codeHash: hashSecret(readCode(codeOf(at))), createdAt: at });
  const code = codeOf(kept.createdAt);
  if (Buffer.compare(hashSecret(readCode(code)), kept.codeHash) === 0) return code;
  await dropSetupCode(kept); // of another SECRET: nobody here could say it
  return openSetup(at);
}

/** Derived from the deployment's own secret and the moment it was made: whoever has the first can say it again. */
function codeOf(createdAt: Date): string {
  const bytes = createHmac("sha512", purposeKey("setup")).update(createdAt.toISOString()).digest();
  const letters = [...bytes.subarray(0, GROUPS * 4)].map((byte) => LETTERS[byte % LETTERS.length]).join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}

/** True until the first administrator is there. */
export async function isSetupOpen(): Promise<boolean> {
  return !(await hasAdministrator());
}

/**
 * Makes the first administrator, an owner, and spends the code; of any number at once exactly one succeeds. All
 * problems are said at once, the code's too: with 137 bits there is nothing to guess.
 */
export async function setUpFirstAdministrator(
  input: z.output<typeof setupInput>,
): Promise<Outcome<{ kind: "set-up" }>> {
  const codeHash = hashSecret(readCode(input.code));
  const hasCode = await isSetupCode(codeHash); // asked first: a code is gone only once there is an administrator
  if (await hasAdministrator()) return refuse({ code: "setup.done" });
  const email = canonicalEmail(input.email);
  const problems: Problem[] = [
    ...(hasCode ? [] : [wrongCode]),
    ...(email.ok ? [] : [{ code: email.code, field: "email" } as const]),
    ...passwordProblems(ADMIN_PASSWORD, input.password, { email: input.email, names: ["gatehouse"] }),
    ...confirmationProblems(input),
  ];
  if (problems.length > 0 || !email.ok) return refuse(...problems);
  requireHashQueue();
  const made = await createFirstAdministrator(codeHash, {
    email: email.display,
    emailCanonical: email.canonical,
    passwordHash: await hashPassword(normalizePassword(input.password)),
  });
  if (made) return done({ kind: "set-up" });
  return refuse((await hasAdministrator()) ? { code: "setup.done" } : wrongCode);
}

/** A code as it counts: people type it in any case, with spaces or without the hyphens. */
function readCode(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
}
