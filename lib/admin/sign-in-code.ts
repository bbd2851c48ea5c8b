import { z } from "zod";
import * as store from "@/lib/db/admin-tickets";
import { clearTries, type Throttle, takeTry } from "@/lib/db/throttles";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { throttleRules } from "@/lib/domain/throttle-rules";
import { decrypt } from "@/lib/tokens/encryption";
import { hashSecret, mintCookieSecret, throttleKey } from "@/lib/tokens/secret-token";
import { plainRecoveryCode, stepOfCode } from "@/lib/tokens/totp";
import type { Asker, SignedIn } from "./sign-in";

/** `token`: the ticket of a sign-in whose password was right. */
export const signInCodeInput = z.object({ token: z.string().default(""), code: z.string().default("") });

const ended = { code: "ticket.ended" } as const;

/** The counter of an administrator's wrong codes, whatever they are asked for. */
export function codeTries(administratorId: string): Throttle {
  return { scope: "-", rule: throttleRules.codeByUser, keyHash: throttleKey(`code ${administratorId}`) };
}

/**
 * Completes a sign-in by a code of the administrator's authenticator, or one of their recovery codes. A code works once.
 * Five are looked at for one sign-in, ten in 15 minutes for one administrator, as for users (security.md 54 to 62).
 */
export async function signInByCode(
  { token, code }: z.output<typeof signInCodeInput>,
  { at, client }: Asker,
): Promise<Outcome<SignedIn>> {
  if (code.trim() === "") return refuse({ code: "code.blank", field: "code" });
  const shown = { tokenHash: hashSecret(token), at };
  const ticket = await store.findAdminTicket(shown);
  const left = ticket && (await store.takeAdminTicketTry(shown));
  if (!ticket || left === null) return refuse(ended);
  const tries = codeTries(ticket.administrator.id);
  const wait = await takeTry(tries, at);
  if (wait > 0) {
    await store.giveAdminTicketTryBack(ticket.id);
    return refuse({ code: "throttle.wait", retryAfter: wait });
  }
  const { secret, hash } = mintCookieSecret();
  const doer = { administrator: ticket.administrator, client, at };
  if (await isProven(code, { ticket, sessionHash: hash, doer })) {
    await clearTries(tries);
    return done({ kind: "signed-in", secret });
  }
  if (left > 0) return refuse({ code: "code.wrong", field: "code" });
  await store.endAdminTicket(ticket.id);
  return refuse({ code: "code.last-wrong" });
}

/** True while a sign-in waits for its code. Changes nothing. */
export async function isCodeAwaited(ticket: string, at: Date): Promise<boolean> {
  return (await store.findAdminTicket({ tokenHash: hashSecret(ticket), at })) !== null;
}

type Completed = Parameters<typeof store.signInByStep>[0];

/** Spends the ticket and the code, each once, together, and starts the session; false where one of them is not good. */
async function isProven(typed: string, completed: Omit<Completed, "step">): Promise<boolean> {
  const secret = decrypt("admin-totp", completed.ticket.secretEncrypted);
  const step = stepOfCode(secret, typed.replace(/\s/g, ""), completed.doer.at);
  if (step !== null) return store.signInByStep({ ...completed, step });
  const plain = plainRecoveryCode(typed);
  return plain !== null && store.signInByRecoveryCode({ ...completed, codeHash: hashSecret(plain) });
}
