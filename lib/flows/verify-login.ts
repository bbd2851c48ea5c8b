import { z } from "zod";
import { recordEvent } from "@/lib/db/events";
import {
  burnTicket,
  completeByRecoveryCode,
  completeByStep,
  countRecoveryCodes,
  findTicket,
  giveTicketTryBack,
  type ShownTicket,
  type Ticket,
  takeTicketTry,
} from "@/lib/db/second-factor";
import { clearTries, type Throttle, takeTry } from "@/lib/db/throttles";
import { appIdOf, type Door } from "@/lib/domain/door";
import { isNamed, loginName } from "@/lib/domain/login-name";
import { mailLink } from "@/lib/domain/mail-link";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { throttleRules } from "@/lib/domain/throttle-rules";
import type { Visit } from "@/lib/domain/visit";
import { composeMail } from "@/lib/mail/compose";
import { decrypt } from "@/lib/tokens/encryption";
import { type HeldTicket, showTicket } from "@/lib/tokens/held-ticket";
import { hashSecret, throttleKey } from "@/lib/tokens/secret-token";
import { plainRecoveryCode, stepOfCode } from "@/lib/tokens/totp";
import { type Entered, enter, finishLogin, type LoggedIn } from "./finish-login";

export const verifyLoginInput = z.object({
  username: z.string().default(""),
  email: z.string().optional(),
  token: z.string().default(""),
  code: z.string().default(""),
});

type Input = z.output<typeof verifyLoginInput> & { readonly browserSecret?: string | null };

const wrong = { code: "code.wrong", field: "code" } as const;
const ended = { code: "ticket.ended" } as const;

/**
 * Completes a login by a code of the person's authenticator, or by one of their recovery codes. A code works once; one
 * that was used, is too old or is simply wrong gets the same words (security.md 54 to 62). Five codes are looked at for
 * one login, ten in 15 minutes for one person.
 */
export async function verifyLogin(visit: Visit, input: Input): Promise<Outcome<Entered>> {
  const typed = input.username || (input.email ?? "");
  const proven = await proveCode(visit, input, (ticket) => isOf(visit, ticket, typed));
  if (!proven.ok) return proven;
  const { person, password } = proven.value;
  const entered = await finishLogin(visit, person, { counters: null, password, secondFactor: true });
  return entered ? done(entered) : refuse(ended);
}

/** The same for a server, which says whose login it completes; it gets the token. */
export async function authenticateCode(
  door: Door,
  userId: string,
  input: Pick<Input, "token" | "code">,
): Promise<Outcome<LoggedIn>> {
  const proven = await proveCode(door, input, (ticket) => ticket.person.id === userId);
  if (!proven.ok) return proven;
  const { person, password } = proven.value;
  const entered = await enter(door, person, { counters: null, password, secondFactor: true });
  return entered?.kind === "signed-in" ? done(entered) : refuse(ended);
}

type Shown = Pick<Input, "token" | "code" | "browserSecret">;

/** The login that waits for that code: spends both. */
async function proveCode(door: Door, input: Shown, isTheirs: (ticket: Ticket) => boolean): Promise<Outcome<Ticket>> {
  const { realm, at } = door;
  if (input.code.trim() === "") return refuse({ code: "code.blank", field: "code" });
  const shown = showTicket(door, { token: input.token, browserSecret: input.browserSecret ?? null }, "mfa");
  const ticket = await findTicket(realm.id, shown);
  if (!ticket || !isTheirs(ticket)) return refuse(ended);

  const left = await takeTicketTry(realm.id, shown);
  if (left === null) return refuse(ended);
  const counter: Throttle = {
    scope: realm.id,
    rule: throttleRules.codeByUser,
    keyHash: throttleKey(`code ${ticket.person.id}`),
  };
  const wait = await takeTry(counter, at);
  if (wait > 0) {
    await giveTicketTryBack(realm.id, ticket.id);
    return refuse({ code: "throttle.wait", retryAfter: wait });
  }
  if (!(await isProven(door, ticket, input.code))) return left > 0 ? refuseCode(door, ticket) : burn(door, ticket);

  await clearTries(counter);
  return done(ticket);
}

/** True while a login waits in this browser for what `kind` says. Changes nothing. */
export async function ticketLives(visit: Visit, held: HeldTicket | null, kind: ShownTicket["kind"]): Promise<boolean> {
  return held !== null && (await findTicket(visit.realm.id, showTicket(visit, held, kind))) !== null;
}

/** A program says whose login it completes (seed 002), by any name that logs in; a page knows. */
function isOf({ realm }: Visit, { person }: Ticket, typed: string): boolean {
  const { usernameCanonical, emailCanonical } = person;
  return typed.trim() === "" || isNamed({ usernameCanonical, emailUnique: emailCanonical }, loginName(typed, realm));
}

/** Spends the ticket and the code, each once, together; false where one of the two is not good. */
async function isProven(door: Door, { id: ticketId, person, device }: Ticket, typed: string): Promise<boolean> {
  const { realm, at, client } = door;
  const completed = { ticketId, userId: person.id, at, by: client };
  const step = device && stepOfCode(decrypt("totp", device.secretEncrypted), typed.replace(/\s/g, ""), at);
  if (device && step !== null) return completeByStep(realm.id, { ...completed, deviceId: device.id, step });

  const plain = plainRecoveryCode(typed);
  if (plain === null) return false;
  const left = Math.max(0, (await countRecoveryCodes(realm.id, person.id)) - 1);
  const mail = await mailTo(door, person, (letter) => composeMail("user.recovery_code.used", letter, { left }));
  return completeByRecoveryCode(realm.id, { ...completed, codeHash: hashSecret(plain), mail });
}

async function refuseCode(door: Door, { person }: Ticket) {
  const { realm, at, client } = door;
  await recordEvent(realm.id, {
    type: "user.login.failed",
    userId: person.id,
    loginPolicyId: appIdOf(door),
    data: { step: "code" },
    at,
    by: client,
  });
  return refuse(wrong);
}

/** The fifth wrong code: whoever it was knew the password, so its owner should know (security.md 63). */
async function burn(door: Door, { id: ticketId, person }: Ticket) {
  const { realm, at, client } = door;
  const mail = await mailTo(door, person, (letter, origin) => {
    const link = mailLink({ origin, redir: null, redirectUri: null }, "/forgot_password");
    return composeMail("user.login.codes_failed", letter, { link });
  });
  await burnTicket(realm.id, { ticketId, userId: person.id, appId: appIdOf(door), at, by: client, mail });
  return refuse({ code: "code.last-wrong" });
}

type Letter = Parameters<typeof composeMail>[1];

/** Null where the person has no address, or the realm no app that a mail could come from. */
async function mailTo<M>(
  { realm, app, voice }: Door,
  { id, username, name, email }: Ticket["person"],
  compose: (letter: Letter, origin: string) => Promise<M>,
): Promise<M | null> {
  return email === null || !app
    ? null
    : compose({ realm, app, voice, user: { id, username, name, email } }, app.origin);
}
