import { z } from "zod";
import { findProvider, type ProviderRow } from "@/lib/db/auth-providers";
import type { NewUser } from "@/lib/db/new-users";
import { createUserByProfile } from "@/lib/db/profile-users";
import { findPerson } from "@/lib/db/profiles";
import { spendProviderState } from "@/lib/db/provider-states";
import { createSignupTokenByProfile } from "@/lib/db/signup-tokens";
import type { Door, ServerDoor } from "@/lib/domain/door";
import { minutes } from "@/lib/domain/duration";
import type { Identity } from "@/lib/domain/identity";
import { askedByServer } from "@/lib/domain/mail-link";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import { orgOf, takenProblem } from "@/lib/domain/signup-fields";
import { canonicalUsername } from "@/lib/domain/username";
import { type Identified, identify, identifyByToken } from "@/lib/social/identify";
import { refuseFailed } from "@/lib/social/refuse-failed";
import { type HeldIdentity, heldIdentity, packProfile, profileRowOf } from "@/lib/tokens/held-identity";
import { openProvider } from "@/lib/tokens/provider-secret";
import { hashSecret, mintSecret } from "@/lib/tokens/secret-token";
import { hashOfNonce, openVisit } from "@/lib/tokens/visit-secrets";
import { enterByProfile, isNotIn } from "./enter-by-profile";
import { type EnteredAnywhere, enter, type LoggedIn, type SecondStep } from "./finish-login";

const text = z.string().default("");

/** `iss`: who answered, where the provider says so and the app passes it on (RFC 9207); it is held to that then. */
export const authorizeByCodeInput = z.object({ code: text, state: text, nonce: text, iss: z.string().optional() });
export const authorizeByTokenInput = z.object({ access_token: text });

/** Somebody whom a provider knows, at their app's own server: in, before a second step, or somebody it can make a user of. */
export type Authorized = LoggedIn | SecondStep | { readonly kind: "signup-token"; readonly token: string };

/** A code that did not do. The person can be sent to the provider again, and back to where they came. */
export type SendAgain = {
  readonly kind: "send-again";
  readonly problem: Problem;
  readonly providerId: string;
  readonly redirectUri: string;
};

/** Who has come back to the app's server with a code: a user who is in, a second step, or a signup token, by the realm's mode. */
export async function authorizeByCode(
  door: ServerDoor,
  { code, state, nonce, iss }: z.output<typeof authorizeByCodeInput>,
): Promise<Outcome<Authorized | SendAgain>> {
  const { realm, at } = door;
  const spent = await spendProviderState(realm.id, {
    appId: null,
    stateHash: hashSecret(state),
    browserHash: hashOfNonce(nonce),
    at,
  });
  const secrets = spent && openVisit(spent.secretsEncrypted);
  const row = secrets && (await findProvider(realm.id, spent.authProviderId, { active: true }));
  if (!row) return refuse({ code: "provider.step-ended" });
  const params = new URLSearchParams({ code, state, ...(iss ? { iss } : {}) });
  const asked = await ask(door, row, () => identify(openProvider(row), secrets, { params, state, passedOn: true }));
  if (asked.ok) return letIn(door, row, asked.value);
  const [problem] = asked.problems;
  return done({ kind: "send-again", problem, providerId: row.id, redirectUri: secrets.redirectUri });
}

/** The same by an access token that the app got by itself, on a phone for example: if it was given to this client. */
export async function authorizeByToken(
  door: ServerDoor,
  idOrType: string,
  { access_token: accessToken }: z.output<typeof authorizeByTokenInput>,
): Promise<Outcome<Authorized>> {
  const row = await findProvider(door.realm.id, idOrType, { active: true });
  if (!row) return refuse({ code: "not-found" });
  if (accessToken === "") return refuse({ code: "provider.blank", field: "access_token" });
  const asked = await ask(door, row, () => identifyByToken(openProvider(row), accessToken));
  return asked.ok ? letIn(door, row, asked.value) : asked;
}

/** Asks a provider who somebody is. null: it does not say whose an access token is. */
async function ask(
  door: ServerDoor,
  row: ProviderRow,
  who: () => Promise<Identified | null>,
): Promise<Outcome<HeldIdentity>> {
  try {
    const told = await who();
    if (!told) return refuse({ code: "provider.token-unchecked", field: "access_token" });
    return done(heldIdentity(row, told, door.realm));
  } catch (error) {
    return refuseFailed(door, row, error);
  }
}

async function letIn(door: ServerDoor, row: ProviderRow, held: HeldIdentity): Promise<Outcome<Authorized>> {
  const entered = await enterByProfile(door, row, held);
  if (!entered.ok) return entered;
  const { value } = entered;
  if (!isNotIn(value)) return told(value);
  return value.kind === "new-person" ? signUp(door, row, held) : refuse({ code: "provider.account-there" });
}

/** A server is never told to have an address proved first, and cannot set a second factor up. */
function told(entered: EnteredAnywhere): Outcome<Authorized> {
  if (entered.kind === "need-enrolment") return refuse({ code: "second-factor.missing" });
  return entered.kind === "verify-email-first" ? refuse({ code: "user.inactive" }) : done(entered);
}

/** Nobody can be asked for more here: a user name is made of what there is, and the first that is free is taken. */
async function signUp(door: ServerDoor, row: ProviderRow, held: HeldIdentity): Promise<Outcome<Authorized>> {
  const names = usernamesFor(door, held.identity);
  if (names.length === 0) return refuse({ code: "email.blank", field: "email" });
  for (const username of names) {
    const read = { display: username.display, canonical: username.canonical, skeleton: username.skeleton };
    const outcome = await signUpAs(door, row, { ...held, username: read });
    if (outcome.ok || outcome.problems[0].code !== "username.taken") return outcome;
  }
  return refuse({ code: "username.taken", field: "username" });
}

function usernamesFor({ realm }: Door, { username, email }: Identity) {
  const byEmail = realm.usernameValidationHuman === "email";
  if (byEmail) return email ? [{ ...email, skeleton: null }] : [];
  const made = mintSecret("usr").secret.slice(4, 14).toLowerCase();
  return [username, email?.display.split("@")[0], `user-${made}`].flatMap((name) => {
    const read = name && !name.includes("@") ? canonicalUsername(name) : null;
    return read?.ok ? [read] : [];
  });
}

type Come = HeldIdentity & {
  readonly username: { readonly display: string; readonly canonical: string; readonly skeleton: string | null };
};

async function signUpAs(door: ServerDoor, row: ProviderRow, come: Come): Promise<Outcome<Authorized>> {
  const { realm, settings } = door;
  const { identity, username } = come;
  const email = identity.email && { ...identity.email, unique: realm.requireUniqueEmails };
  const person = { username, email, firstName: identity.firstName, lastName: identity.lastName };
  return settings.signup_mode === "user_token"
    ? makeToken(door, row, { ...come, person })
    : makeUser(door, row, { ...come, person });
}

type ComePerson = Come & { readonly person: Pick<NewUser, "username" | "email" | "firstName" | "lastName"> };

async function makeToken(
  door: ServerDoor,
  row: ProviderRow,
  { person, ...come }: ComePerson,
): Promise<Outcome<Authorized>> {
  const { realm, at } = door;
  const { secret, hash } = mintSecret("utk");
  const token = {
    ...person,
    appId: null,
    tokenHash: hash,
    orgName: null,
    passwordHash: null,
    provider: { type: row.providerType, profile: packProfile(row, come, at) },
    at,
    expiresAt: new Date(at.getTime() + minutes(realm.signupTokenMinutes)),
  };
  const made = await createSignupTokenByProfile(realm.id, token, null);
  if (made === "ended") return refuse({ code: "provider.step-ended" });
  return "id" in made ? done({ kind: "signup-token", token: secret }) : refuse(takenProblem(realm, made.taken));
}

async function makeUser(
  door: ServerDoor,
  row: ProviderRow,
  { person, ...come }: ComePerson,
): Promise<Outcome<Authorized>> {
  const { realm, settings, at, client } = door;
  const { name, emailVerified } = come.identity;
  const asksForProof = settings.email_verification !== "none" && person.email !== null && !emailVerified;
  const user = {
    ...person,
    ...{ name, emailVerified, passwordHash: null, signupPending: true },
    org: orgOf({ app: { settings } }, { ...person, orgName: null }),
    profile: profileRowOf(row, come, at),
  };
  const mailTo = { usernameCanonical: person.username.canonical, emailCanonical: null };
  const sentFor = asksForProof ? askedByServer(door) : null;
  const verification = sentFor && { ...sentFor, name: mailTo };
  const made = await createUserByProfile(realm.id, { user, step: null, at, verification }, client);
  if (made === "ended" || made === "off") return refuse({ code: "provider.step-ended" });
  if ("taken" in made)
    return refuse(made.taken === "profile" ? { code: "profile.taken" } : takenProblem(realm, made.taken));
  const known = await findPerson(realm.id, made.id);
  const entered = known && (await enter(door, known, { counters: null, secondFactor: false }));
  return entered ? told(entered) : refuse({ code: "user.inactive" });
}
