import { z } from "zod";
import { newId } from "@/lib/db/new-id";
import { createUserByProfile } from "@/lib/db/profile-users";
import { findPerson, findProfileOwner, type KnownPerson } from "@/lib/db/profiles";
import { spendProviderState } from "@/lib/db/provider-states";
import { queueJob } from "@/lib/db/queue";
import { createSignupTokenByProfile } from "@/lib/db/signup-tokens";
import { takeTry } from "@/lib/db/throttles";
import { throttleAddress } from "@/lib/domain/client-address";
import { minutes } from "@/lib/domain/duration";
import { hidesAccounts } from "@/lib/domain/login-gates";
import { askedAt } from "@/lib/domain/mail-link";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import { orgOf, readPerson, type SignupPerson, takenProblem } from "@/lib/domain/signup-fields";
import { throttleRules } from "@/lib/domain/throttle-rules";
import type { Visit } from "@/lib/domain/visit";
import { packProfile, profileRowOf, sealIdentity } from "@/lib/tokens/held-identity";
import { mintSecret, throttleKey } from "@/lib/tokens/secret-token";
import { findWaitingIdentity, type WaitingIdentity } from "@/lib/tokens/waiting-identity";
import { enterByProfile, isNotIn } from "./enter-by-profile";
import { type Entered, finishLogin, handOverSignup, type SignupToken, shownOut } from "./finish-login";

export const providerSignupInput = z.object({
  username: z.string().default(""),
  email: z.string().default(""),
  first_name: z.string().default(""),
  last_name: z.string().default(""),
  org_name: z.string().default(""),
});

export type ProviderSignupInput = z.output<typeof providerSignupInput>;

/**
 * Signs up somebody who came by a provider, by the app's mode, as any signup does. What the provider said counts, and
 * `input` fills in the rest; null: nothing has been asked of them yet. All problems at once; each leaves the step as it
 * was, so that it can be tried again, and success ends it, once.
 */
export async function finishProviderSignup(
  visit: Visit,
  input: ProviderSignupInput | null,
  secret: string | null,
): Promise<Outcome<Entered | SignupToken>> {
  const { realm, app, at, client } = visit;
  if (!app.settings.signup) return refuse({ code: "signup.disabled" });
  if (visit.redirectUri === "refused") return refuse({ code: "redirect-uri.not-registered" });
  const come = await findWaitingIdentity(visit, secret);
  if (!come) return refuse({ code: "provider.step-ended" });
  const known = await enterKnown(visit, come);
  if (known) return known;
  const { identity } = come;
  const read = readPerson(visit, {
    username: input?.username ?? identity.username ?? "",
    email: identity.email?.display ?? input?.email ?? "",
    first_name: identity.firstName ?? input?.first_name ?? "",
    last_name: identity.lastName ?? input?.last_name ?? "",
    org_name: input?.org_name,
  });
  if (!read.ok) return read;
  const wait = await takeTry(
    { scope: realm.id, rule: throttleRules.signupByAddress, keyHash: throttleKey(throttleAddress(client.ip)) },
    at,
  );
  if (wait > 0) return refuse({ code: "throttle.signups", retryAfter: wait });
  if (app.settings.signup_mode === "user_token") return makeToken(visit, read.value, come);
  return hidesAccounts(visit) && !identity.emailVerified
    ? leaveSignup(visit, read.value, come)
    : makeUser(visit, read.value, come);
}

async function makeUser(visit: Visit, person: SignupPerson, come: WaitingIdentity): Promise<Outcome<Entered>> {
  const { realm, app, client } = visit;
  const { identity, row, step } = come;
  const asksForProof = app.settings.email_verification !== "none" && !identity.emailVerified;
  const made = await createUserByProfile(
    realm.id,
    {
      user: {
        ...person,
        name: identity.name,
        passwordHash: null,
        signupPending: true,
        org: orgOf(visit, person),
        profile: profileRowOf(row, come, visit.at),
        emailVerified: identity.emailVerified,
      },
      step,
      at: visit.at,
      verification: asksForProof
        ? { ...askedAt(visit), name: { usernameCanonical: person.username.canonical, emailCanonical: null } }
        : null,
    },
    client,
  );
  if (made === "ended") return refuse({ code: "provider.step-ended" });
  if (made === "off") return refuse({ code: "provider.off" });
  if ("id" in made) return enter(visit, await findPerson(realm.id, made.id));
  return (await enterKnown(visit, come)) ?? refuse(takenBy(visit, come, made.taken));
}

/** Somebody was quicker: the same person, in another window. The step ends, and lets them in as who they are by now. */
async function enterKnown(visit: Visit, come: WaitingIdentity): Promise<Outcome<Entered> | null> {
  const { row, step } = come;
  const { id } = visit.realm;
  if (!(await findProfileOwner(id, profileRowOf(row, come, visit.at)))) return null;
  if (!(await spendProviderState(id, step))) return refuse({ code: "provider.step-ended" });
  const entered = await enterByProfile(visit, row, come);
  if (!entered.ok) return entered;
  return isNotIn(entered.value) ? refuse({ code: "provider.step-ended" }) : done(shownOut(visit, entered.value));
}

/** An address that the provider gave cannot be changed here: its account is where to go. */
function takenBy({ realm }: Visit, { identity }: WaitingIdentity, taken: "username" | "email" | "profile"): Problem {
  const problem: Problem = taken === "profile" ? { code: "provider.step-ended" } : takenProblem(realm, taken);
  return identity.email && problem.field === "email" ? { code: "provider.account-there" } : problem;
}

async function enter(visit: Visit, person: KnownPerson | null): Promise<Outcome<Entered>> {
  const entered = person && (await finishLogin(visit, person, { counters: null, secondFactor: false }));
  return entered ? done(entered) : refuse({ code: "user.inactive" });
}

async function makeToken(visit: Visit, person: SignupPerson, come: WaitingIdentity): Promise<Outcome<SignupToken>> {
  const { realm, app, at } = visit;
  const { row, step } = come;
  const { secret, hash } = mintSecret("utk");
  const made = await createSignupTokenByProfile(
    realm.id,
    {
      ...person,
      appId: app.id,
      tokenHash: hash,
      passwordHash: null,
      provider: { type: row.providerType, profile: packProfile(row, come, at) },
      at,
      expiresAt: new Date(at.getTime() + minutes(realm.signupTokenMinutes)),
    },
    step,
  );
  if (made === "ended") return refuse({ code: "provider.step-ended" });
  return "id" in made ? done(handOverSignup(visit, secret)) : refuse(takenBy(visit, come, made.taken));
}

/** Leaves the rest to a job, before anyone has looked whether the address has an account (security.md 38). */
async function leaveSignup(visit: Visit, person: SignupPerson, come: WaitingIdentity): Promise<Outcome<Entered>> {
  const { row, step } = come;
  if (!(await spendProviderState(visit.realm.id, step))) return refuse({ code: "provider.step-ended" });
  const { username, email, firstName, lastName } = person;
  await queueJob("finish-signup", {
    ...askedAt(visit),
    userId: newId("usr", visit.at),
    person: { username, email, firstName, lastName, org: orgOf(visit, person) },
    sealedHash: null,
    provider: {
      id: row.id,
      type: row.providerType,
      sealedIdentity: Buffer.from(sealIdentity(come)).toString("base64"),
    },
  });
  return done({ kind: "verify-email-first", username: username.display });
}
