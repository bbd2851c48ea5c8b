import { z } from "zod";
import { enrolDevice, startDevice } from "@/lib/db/devices";
import { endTicket, findTicket } from "@/lib/db/second-factor";
import { clearTries, takeTry } from "@/lib/db/throttles";
import { minutes } from "@/lib/domain/duration";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { throttleRules } from "@/lib/domain/throttle-rules";
import type { Visit } from "@/lib/domain/visit";
import { decrypt, encrypt } from "@/lib/tokens/encryption";
import { type HeldTicket, showTicket } from "@/lib/tokens/held-ticket";
import { mintCookieSecret, mintSecret, throttleKey } from "@/lib/tokens/secret-token";
import { newTotpSecret, recoveryCodesOf, recoveryHashesOf, stepOfCode, totpUri } from "@/lib/tokens/totp";
import { type Entered, finishLogin } from "./finish-login";

export const enrolInput = z.object({ code: z.string().default("") });

export const keepCodesInput = z.object({});

/** An authenticator was set up; `token` shows its recovery codes, and goes on once they are kept. */
export type Enrolled = {
  readonly kind: "enrolled";
  readonly token: string;
  readonly browserSecret: string;
  readonly maxAgeSeconds: number;
};

/** As long as any other step of a login may take. */
const KEEP_MINUTES = 10;

/**
 * What an authenticator app has to be told: the secret in base32, and the address for its QR code. The same on every
 * reload of one login; null where no login waits for it.
 */
export async function openEnrolment(
  visit: Visit,
  held: HeldTicket | null,
): Promise<{ readonly secret: string; readonly uri: string } | null> {
  const { realm, app } = visit;
  const ticket = held && (await findTicket(realm.id, showTicket(visit, held, "enrolment")));
  if (!ticket || ticket.person.hasTotp) return null;
  const secret = ticket.device
    ? decrypt("totp", ticket.device.secretEncrypted)
    : await newDevice(realm.id, ticket.person.id);
  return { secret, uri: totpUri(secret, { issuer: app.name, label: ticket.person.username }) };
}

async function newDevice(realmId: string, userId: string): Promise<string> {
  const secret = newTotpSecret();
  await startDevice(realmId, userId, encrypt("totp", secret));
  return secret;
}

/**
 * Puts the authenticator to use by its first code (security.md 59), with ten recovery codes that the next page shows.
 * The password was asked for on the way here.
 */
export async function enrol(
  visit: Visit,
  { code }: { code: string },
  held: HeldTicket | null,
): Promise<Outcome<Enrolled>> {
  const { realm, app, at, client } = visit;
  if (code.trim() === "") return refuse({ code: "code.blank", field: "code" });
  const ticket = held && (await findTicket(realm.id, showTicket(visit, held, "enrolment")));
  if (!ticket?.device) return refuse({ code: "ticket.ended" });
  const keyHash = throttleKey(`code ${ticket.person.id}`);
  const counter = { scope: realm.id, rule: throttleRules.codeByUser, keyHash };
  const wait = await takeTry(counter, at);
  if (wait > 0) return refuse({ code: "throttle.wait", retryAfter: wait });
  const step = stepOfCode(decrypt("totp", ticket.device.secretEncrypted), code.replace(/\s/g, ""), at);
  if (step === null) return refuse({ code: "code.wrong", field: "code" });
  await clearTries(counter);

  const [next, browser] = [mintSecret("kli"), mintCookieSecret()];
  const enrolled = await enrolDevice(realm.id, {
    userId: ticket.person.id,
    deviceId: ticket.device.id,
    step,
    codeHashes: recoveryHashesOf(next.secret),
    at,
    by: client,
    ticket: {
      id: ticket.id,
      next: {
        tokenHash: next.hash,
        browserHash: browser.hash,
        appId: app.id,
        expiresAt: new Date(at.getTime() + minutes(KEEP_MINUTES)),
      },
    },
  });
  if (!enrolled) return refuse({ code: "ticket.ended" });
  return done({
    kind: "enrolled",
    token: next.secret,
    browserSecret: browser.secret,
    maxAgeSeconds: KEEP_MINUTES * 60,
  });
}

/** The recovery codes of an authenticator that was just set up in this browser; null where there are none to show. */
export async function showRecoveryCodes(visit: Visit, held: HeldTicket | null): Promise<string[] | null> {
  const ticket = held && (await findTicket(visit.realm.id, showTicket(visit, held, "enrolled")));
  return ticket ? recoveryCodesOf(held.token) : null;
}

/** Goes on to the app once the codes are kept, by a ticket that is spent. */
export async function keepRecoveryCodes(visit: Visit, held: HeldTicket | null): Promise<Outcome<Entered>> {
  const { realm } = visit;
  const ticket = held && (await findTicket(realm.id, showTicket(visit, held, "enrolled")));
  if (!ticket || !(await endTicket(realm.id, ticket.id))) return refuse({ code: "ticket.ended" });
  const { person, password } = ticket;
  const entered = await finishLogin(visit, person, { counters: null, password, secondFactor: true });
  return entered ? done(entered) : refuse({ code: "ticket.ended" });
}
