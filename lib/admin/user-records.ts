import type { Actor } from "@/lib/db/changes";
import { findRealmRules } from "@/lib/db/realms";
import * as changes from "@/lib/db/user-changes";
import * as store from "@/lib/db/user-records";
import { isId } from "@/lib/domain/ids";
import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { normalizePassword, storedPasswordPolicy } from "@/lib/domain/password-policy";
import type { Problem } from "@/lib/domain/problem";
import type { NewUserInput } from "@/lib/domain/user-fields";
import { canonicalNames, readApiNames, readHumanNames } from "@/lib/domain/user-names";
import { humanName, humanOnlyProblems, ownersPasswordProblems, type UserRules } from "@/lib/domain/user-rules";
import { mintUserKey, storedUserKey } from "@/lib/tokens/api-key";
import { hashPassword, requireHashQueue } from "@/lib/tokens/password-hash";
import { apiUsername } from "@/lib/tokens/readable-name";
import { findMailPlace, verificationJob } from "./mail-place";
import { getUser, type UserDetails } from "./users";

export type { UserFilter } from "@/lib/db/user-records";

const notFound = { code: "not-found" } as const;

/** One page of a realm's users that fit. */
export async function listUsers(
  realmId: string,
  asked: { readonly filter: store.UserFilter; readonly page: Page<SortOf<"users">> },
  at: Date,
): Promise<Outcome<Slice<UserDetails>>> {
  const slice = await store.listUsers(realmId, asked, at);
  return slice ? done(slice) : refuse({ code: "after.not-here", field: "after" });
}

/** The user of that id, or of that username however it is typed; else a `not-found`. */
export async function findUserBy(realmId: string, idOrName: string, at: Date): Promise<Outcome<UserDetails>> {
  const id = isId("usr", idOrName) ? idOrName : await store.findUserIdByName(realmId, canonicalNames(idOrName));
  const user = id === null ? null : await getUser(realmId, id, at);
  return user ? done(user) : refuse(notFound);
}

/** Those of these users that the realm has, by id. */
export const findUsers = store.findUsers;

/** The rules of an active realm; null where it is not there, or switched off. */
export async function findUserRules(realmId: string) {
  const realm = await findRealmRules(realmId);
  return realm && { ...realm, passwordPolicy: storedPasswordPolicy(realm.authProviders[0]?.settings) };
}

type Realm = NonNullable<Awaited<ReturnType<typeof findUserRules>>>;

/** A user who was just made; `apiKey` is shown this once. */
export type MadeUser = { readonly user: UserDetails; readonly apiKey: string | null };

/** Makes a human with a password, or an API user with a key and, where it has none, a made-up name. */
export async function createUser(realmId: string, input: NewUserInput, actor: Actor): Promise<Outcome<MadeUser>> {
  const realm = await findUserRules(realmId);
  if (!realm) return refuse(notFound);
  const read = input.user_type === "api" ? readApiUser(realm, input) : readHuman(realm, input);
  if (!read.ok) return read;
  const proof = await proofOf(realm, input);
  const made = await store.createUser(
    realmId,
    {
      fields: { ...read.value, ...common(input) },
      credential: proof.credential,
      verification: await verificationOf(realmId, read.value, actor),
    },
    actor,
  );
  if ("taken" in made) return refuse(takenProblem(made.taken));
  const user = await getUser(realmId, made.id, actor.at);
  return user ? done({ user, apiKey: proof.apiKey }) : refuse(notFound);
}

/** Deletes a user, by id or username, with all that is theirs. */
export async function deleteUser(realmId: string, idOrName: string, actor: Actor): Promise<Outcome<null>> {
  const found = await findUserBy(realmId, idOrName, actor.at);
  if (!found.ok) return found;
  return (await changes.deleteUser(realmId, found.value.id, actor)) ? done(null) : refuse(notFound);
}

/**
 * Deletes all of these users or none of them, and answers who was deleted: whoever is not in the realm, or was deleted
 * meanwhile, is passed over (security.md 94).
 */
export async function deleteUsers(realmId: string, ids: readonly string[], actor: Actor): Promise<string[]> {
  return changes.deleteUsers(
    realmId,
    ids.filter((id) => isId("usr", id)),
    actor,
  );
}

/** What to say where another user has the name, or the address. */
export function takenProblem(taken: "username" | "email"): Problem {
  return taken === "email" ? { code: "email.taken", field: "email" } : { code: "username.taken", field: "username" };
}

type Read = Omit<store.UserFields, "state" | "reference" | "custom">;

function readHuman(rules: UserRules, input: NewUserInput): Outcome<Read> {
  const typed = { username: input.username ?? "", email: input.email ?? "" };
  const names = readHumanNames(rules, typed);
  const problems = [...(names.ok ? [] : names.problems), ...ownersPasswordProblems(rules, input, typed)];
  if (!names.ok || problems.length > 0) return refuse(...problems);
  const called = { firstName: input.first_name ?? null, lastName: input.last_name ?? null };
  return done({
    userType: "human",
    ...names.value,
    emailVerification: input.email_verification ?? "none",
    ...called,
    name: humanName(called, names.value.username.display),
  });
}

function readApiUser(rules: UserRules, input: NewUserInput): Outcome<Read> {
  const typed = { username: input.username?.trim() || apiUsername(), email: input.email ?? "" };
  const names = readApiNames(rules, typed);
  const problems = [...(names.ok ? [] : names.problems), ...humanOnlyProblems(input)];
  if (!names.ok || problems.length > 0) return refuse(...problems);
  return done({
    userType: "api",
    ...names.value,
    emailVerification: "none",
    firstName: null,
    lastName: null,
    name: input.name || names.value.username.display,
  });
}

function common({ state = "active", reference = null, custom = {} }: NewUserInput) {
  return { state, reference, custom };
}

async function proofOf(realm: Realm, input: NewUserInput) {
  if (input.user_type !== "api") {
    requireHashQueue();
    const passwordHash = await hashPassword(normalizePassword(input.password ?? ""));
    return { credential: { credentialType: "password", passwordHash } as const, apiKey: null };
  }
  const apiKey = mintUserKey(realm.apiKeyPrefix);
  return { credential: { credentialType: "api_key", ...storedUserKey(apiKey, realm.apiKeyPolicy) } as const, apiKey };
}

async function verificationOf(realmId: string, { emailVerification, username }: Read, actor: Actor) {
  const place = emailVerification === "requested" ? await findMailPlace(realmId) : null;
  return place && verificationJob(place, username.canonical, actor);
}
