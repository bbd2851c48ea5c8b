import { z } from "zod";
import { findProvider, type ProviderRow } from "@/lib/db/auth-providers";
import { recordEvent } from "@/lib/db/events";
import type { NewUser } from "@/lib/db/new-users";
import { createUserByProfile } from "@/lib/db/profile-users";
import { findPerson } from "@/lib/db/profiles";
import { spendProviderState } from "@/lib/db/provider-states";
import { createSignupTokenByProfile } from "@/lib/db/signup-tokens";
import { minutes } from "@/lib/domain/duration";
import type { Identity } from "@/lib/domain/identity";
import { askedAt } from "@/lib/domain/mail-link";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { orgOf, takenProblem } from "@/lib/domain/signup-fields";
import { canonicalUsername } from "@/lib/domain/username";
import type { Visit } from "@/lib/domain/visit";
import { identify, identifyByToken, takesTokens } from "@/lib/social/identify";
import { ProviderError } from "@/lib/social/provider-error";
import { type HeldIdentity, packProfile, profileRowOf } from "@/lib/tokens/held-identity";
import { openProvider } from "@/lib/tokens/provider-secret";
import { hashSecret, mintSecret } from "@/lib/tokens/secret-token";
import { hashOfNonce, openVisit } from "@/lib/tokens/visit-secrets";
import { enterByProfile, isNotIn } from "./enter-by-profile";
import { type Entered, finishLogin, handOverSignup, type SignupToken } from "./finish-login";

const text = z.string().default("");

/** `iss`: who answered, where the provider says so and the app passes it on (RFC 9207); it is held to that then. */
export const authorizeByCodeInput = z.object({ code: text, state: text, nonce: text, iss: z.string().optional() });
export const authorizeByTokenInput = z.object({ access_token: text });

/** Who has come back to the app's server with a code: a user who is in, a second step, or a signup token, by the app's mode. */
export async function authorizeByCode(
  visit: Visit,
  { code, state, nonce, iss }: z.output<typeof authorizeByCodeInput>,
): Promise<Outcome<Entered | SignupToken>> {
  const { realm, at } = visit;
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
  return enter(visit, row, () => identify(openProvider(row), secrets, { params, state, passedOn: true }));
}

/** The same by an access token that the app got by itself, on a phone for example: if it was given to this client. */
export async function authorizeByToken(
  visit: Visit,
  idOrType: string,
  { access_token: accessToken }: z.output<typeof authorizeByTokenInput>,
): Promise<Outcome<Entered | SignupToken>> {
  const row = await findProvider(visit.realm.id, idOrType, { active: true });
  if (!row) return refuse({ code: "not-found" });
  if (accessToken === "") return refuse({ code: "provider.blank", field: "access_token" });
  const provider = openProvider(row);
  try {
    if (!(await takesTokens(provider))) return refuse({ code: "provider.token-unchecked", field: "access_token" });
  } catch (error) {
    return failed(visit, row, error);
  }
  return enter(visit, row, () => identifyByToken(provider, accessToken));
}

async function enter(
  visit: Visit,
  row: ProviderRow,
  ask: () => Promise<HeldIdentity>,
): Promise<Outcome<Entered | SignupToken>> {
  let held: HeldIdentity;
  try {
    const { identity, tokens } = await ask();
    held = { identity, tokens: visit.realm.keepProviderTokens ? tokens : null };
  } catch (error) {
    return failed(visit, row, error);
  }
  const entered = await enterByProfile(visit, row, held);
  if (!entered.ok) return entered;
  const { value } = entered;
  if (!isNotIn(value)) return done(value);
  return value.kind === "new-person" ? signUp(visit, row, held) : refuse({ code: "provider.account-there" });
}

async function failed({ realm, at, client }: Visit, row: ProviderRow, error: unknown) {
  if (!(error instanceof ProviderError)) throw error;
  const about = { authProviderId: row.id, at, by: client };
  // Why, by a code alone: nothing that the provider wrote.
  await recordEvent(realm.id, { type: "user.login.failed", ...about, data: { provider: error.detail } });
  return refuse({ code: `provider.${error.failure}` });
}

/** Nobody can be asked for more here: a user name is made of what there is, and the first that is free is taken. */
async function signUp(visit: Visit, row: ProviderRow, held: HeldIdentity): Promise<Outcome<Entered | SignupToken>> {
  const names = usernamesFor(visit, held.identity);
  if (names.length === 0) return refuse({ code: "email.blank", field: "email" });
  for (const username of names) {
    const read = { display: username.display, canonical: username.canonical, skeleton: username.skeleton };
    const outcome = await signUpAs(visit, row, { ...held, username: read });
    if (outcome.ok || outcome.problems[0].code !== "username.taken") return outcome;
  }
  return refuse({ code: "username.taken", field: "username" });
}

function usernamesFor({ realm }: Visit, { username, email }: Identity) {
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

async function signUpAs(visit: Visit, row: ProviderRow, come: Come): Promise<Outcome<Entered | SignupToken>> {
  const { realm, app } = visit;
  const { identity, username } = come;
  const email = identity.email && { ...identity.email, unique: realm.requireUniqueEmails };
  const person = { username, email, firstName: identity.firstName, lastName: identity.lastName };
  return app.settings.signup_mode === "user_token"
    ? makeToken(visit, row, { ...come, person })
    : makeUser(visit, row, { ...come, person });
}

type ComePerson = Come & { readonly person: Pick<NewUser, "username" | "email" | "firstName" | "lastName"> };

async function makeToken(
  visit: Visit,
  row: ProviderRow,
  { person, ...come }: ComePerson,
): Promise<Outcome<SignupToken>> {
  const { realm, app, at } = visit;
  const { secret, hash } = mintSecret("utk");
  const token = {
    ...person,
    appId: app.id,
    tokenHash: hash,
    orgName: null,
    passwordHash: null,
    provider: { type: row.providerType, profile: packProfile(row, come, at) },
    at,
    expiresAt: new Date(at.getTime() + minutes(realm.signupTokenMinutes)),
  };
  const made = await createSignupTokenByProfile(realm.id, token, null);
  if (made === "ended") return refuse({ code: "provider.step-ended" });
  return "id" in made ? done(handOverSignup(visit, secret)) : refuse(takenProblem(realm, made.taken));
}

async function makeUser(visit: Visit, row: ProviderRow, { person, ...come }: ComePerson): Promise<Outcome<Entered>> {
  const { realm, app, at, client } = visit;
  const { name, emailVerified } = come.identity;
  const asksForProof = app.settings.email_verification !== "none" && person.email !== null && !emailVerified;
  const user = {
    ...person,
    ...{ name, emailVerified, passwordHash: null, signupPending: true },
    org: orgOf(visit, { ...person, orgName: null }),
    profile: profileRowOf(row, come, at),
  };
  const mailTo = { usernameCanonical: person.username.canonical, emailCanonical: null };
  const verification = asksForProof ? { ...askedAt(visit), name: mailTo } : null;
  const made = await createUserByProfile(realm.id, { user, step: null, at, verification }, client);
  if (made === "ended") return refuse({ code: "provider.step-ended" });
  if ("taken" in made)
    return refuse(made.taken === "profile" ? { code: "profile.taken" } : takenProblem(realm, made.taken));
  const known = await findPerson(realm.id, made.id);
  const entered = known && (await finishLogin(visit, known, { counters: null, secondFactor: false }));
  return entered ? done(entered) : refuse({ code: "user.inactive" });
}
