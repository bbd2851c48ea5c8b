import { z } from "zod";
import { newId } from "@/lib/db/new-id";
import { createUser, type NewUser } from "@/lib/db/new-users";
import { queueJob } from "@/lib/db/queue";
import { createSignupToken } from "@/lib/db/signup-tokens";
import { takeTry } from "@/lib/db/throttles";
import { throttleAddress } from "@/lib/domain/client-address";
import { hours, minutes } from "@/lib/domain/duration";
import { hidesAccounts } from "@/lib/domain/login-gates";
import { askedAt } from "@/lib/domain/mail-link";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { normalizePassword } from "@/lib/domain/password-policy";
import { fullName, orgOf, readSignup, type SignupPerson, takenProblem } from "@/lib/domain/signup-fields";
import { throttleRules } from "@/lib/domain/throttle-rules";
import type { Visit } from "@/lib/domain/visit";
import { composeVerification, VERIFICATION_HOURS } from "@/lib/mail/verification";
import { encrypt } from "@/lib/tokens/encryption";
import { addressLimit } from "@/lib/tokens/mail-limits";
import { hashPassword, requireHashQueue } from "@/lib/tokens/password-hash";
import { mintSecret, throttleKey } from "@/lib/tokens/secret-token";
import { type Entered, finishLogin, handOverSignup, type SignupToken } from "./finish-login";

export const signupInput = z.object({
  username: z.string().default(""),
  email: z.string().default(""),
  email_confirmation: z.string().optional(),
  password: z.string().default(""),
  password_confirmation: z.string().optional(),
  first_name: z.string().default(""),
  last_name: z.string().default(""),
  org_name: z.string().default(""),
});

export type SignupInput = z.output<typeof signupInput>;

export type { SignupToken };

/**
 * Signs a person up, by the app's mode: `user` makes a user, `user_org` a user with an organisation, and both log them
 * in; `user_token` makes nobody, and hands a signup token to the app. All problems of all fields at once. Only the
 * fields of `signupInput` are read, so nothing else can be set from outside (ASVS 15.3.3).
 */
export async function signup(visit: Visit, input: SignupInput): Promise<Outcome<Entered | SignupToken>> {
  const { realm, app, at, client } = visit;
  if (!app.settings.signup) return refuse({ code: "signup.disabled" });
  if (visit.redirectUri === "refused") return refuse({ code: "redirect-uri.not-registered" });
  const read = readSignup(visit, input);
  if (!read.ok) return read;

  requireHashQueue();
  const wait = await takeTry(
    { scope: realm.id, rule: throttleRules.signupByAddress, keyHash: throttleKey(throttleAddress(client.ip)) },
    at,
  );
  if (wait > 0)
    return refuse({ code: "throttle.signups", retryAfter: wait, params: { minutes: Math.ceil(wait / 60) } });

  const passwordHash = await hashPassword(normalizePassword(input.password));
  return app.settings.signup_mode === "user_token"
    ? makeToken(visit, read.value, passwordHash)
    : makeUser(visit, read.value, passwordHash);
}

async function makeUser(visit: Visit, person: SignupPerson, passwordHash: string): Promise<Outcome<Entered>> {
  const { realm, app, client } = visit;
  const org = orgOf(visit, person);
  if (hidesAccounts(visit)) return leaveSignup(visit, { ...person, org }, passwordHash);
  const verification = app.settings.email_verification === "none" ? null : await newVerification(visit, person);
  const user: NewUser = { ...person, passwordHash, signupPending: true, org, verification };
  const made = await createUser(realm.id, user, client);
  if ("taken" in made) return refuse(takenProblem(realm, made.taken));
  const name = fullName(person);
  const entered = await finishLogin(
    visit,
    {
      id: made.id,
      active: true,
      username: person.username.display,
      firstName: person.firstName,
      lastName: person.lastName,
      name,
      custom: {},
      email: person.email.display,
      emailVerification: app.settings.email_verification === "none" ? "none" : "requested",
      hasTotp: false,
    },
    { counters: null, secondFactor: false },
  );
  return entered ? done(entered) : refuse({ code: "credentials.wrong" });
}

/** The token that proves the address, and the mail that carries it. */
async function newVerification(visit: Visit, person: SignupPerson): Promise<NonNullable<NewUser["verification"]>> {
  const { realm, app, voice, at } = visit;
  const { secret, hash } = mintSecret("kvf");
  // The row of the mail gets the user's id when there is one.
  const user = { id: "", username: person.username.display, name: fullName(person), email: person.email.display };
  return {
    tokenHash: hash,
    expiresAt: new Date(at.getTime() + hours(VERIFICATION_HOURS)),
    limit: addressLimit(realm.id, person.email.canonical),
    at,
    mail: await composeVerification({ realm, app, voice, user }, askedAt(visit), secret),
  };
}

/** Leaves the rest to a job, before anyone has looked whether the address has an account (security.md 38). */
async function leaveSignup(
  visit: Visit,
  { username, email, firstName, lastName, org }: SignupPerson & Pick<NewUser, "org">,
  passwordHash: string,
): Promise<Outcome<Entered>> {
  await queueJob("finish-signup", {
    ...askedAt(visit),
    userId: newId("usr", visit.at),
    person: { username, email, firstName, lastName, org },
    sealedHash: Buffer.from(encrypt("signup", passwordHash)).toString("base64"),
  });
  return done({ kind: "verify-email-first", username: username.display });
}

async function makeToken(visit: Visit, person: SignupPerson, passwordHash: string): Promise<Outcome<SignupToken>> {
  const { realm, app, at } = visit;
  const { secret, hash } = mintSecret("utk");
  const made = await createSignupToken(
    realm.id,
    {
      ...person,
      appId: app.id,
      tokenHash: hash,
      passwordHash,
      at,
      expiresAt: new Date(at.getTime() + minutes(realm.signupTokenMinutes)),
    },
    visit.client,
  );
  if ("taken" in made) return refuse(takenProblem(realm, made.taken));
  return done(handOverSignup(visit, secret));
}
