import type { Actor } from "@/lib/db/changes";
import { changeUser, type NewPassword, type UserChange } from "@/lib/db/user-changes";
import { given } from "@/lib/domain/given";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { normalizePassword } from "@/lib/domain/password-policy";
import type { Problem } from "@/lib/domain/problem";
import { throttleRules } from "@/lib/domain/throttle-rules";
import type { UserInput } from "@/lib/domain/user-fields";
import { readEmailOf, readUsername, type StoredEmail, type StoredUsername } from "@/lib/domain/user-names";
import { humanName, humanOnlyProblems, ownersPasswordProblems, type UserRules } from "@/lib/domain/user-rules";
import { hashPassword, requireHashQueue } from "@/lib/tokens/password-hash";
import { throttleKey } from "@/lib/tokens/secret-token";
import { findMailPlace, passwordChangedMail, verificationJob } from "./mail-place";
import { findUserBy, findUserRules, takenProblem } from "./user-records";
import { getUser, type UserDetails } from "./users";

/** The names that a user is to have; undefined: as before. */
type Renamed = { readonly username?: StoredUsername | undefined; readonly email?: StoredEmail | null | undefined };

/**
 * Changes what is sent of a user, found by id or username. A new password ends what the old one had begun, and its owner
 * is told; `inactive` puts the user out everywhere; another address is unverified unless that is said (seed 003).
 */
export async function updateUser(
  realmId: string,
  { id, input }: { readonly id: string; readonly input: UserInput },
  actor: Actor,
): Promise<Outcome<UserDetails>> {
  const [realm, found] = await Promise.all([findUserRules(realmId), findUserBy(realmId, id, actor.at)]);
  if (!realm || !found.ok) return refuse({ code: "not-found" });
  const { value: user } = found;
  const renamed = readRenamed(realm, user, input);
  const problems = [
    ...(renamed.ok ? [] : renamed.problems),
    ...(user.userType === "api" ? humanOnlyProblems(input) : passwordProblemsOf(realm, user, input)),
  ];
  if (!renamed.ok || problems.length > 0) return refuse(...problems);

  const names = renamed.value;
  const password = input.password ? await newPassword(user, input.password, names) : undefined;
  const change = { ...changeOf(user, input, names), ...given({ password }) };
  const verification = await verificationOf(realmId, { user, input, names }, actor);
  const changed = await changeUser(realmId, { id: user.id, change: { ...change, verification } }, actor);
  if (typeof changed === "object") return refuse(takenProblem(changed.taken));
  const after = changed ? await getUser(realmId, user.id, actor.at) : null;
  return after ? done(after) : refuse({ code: "not-found" });
}

/** What is sent as it was stays as it was, whatever rule has come since. */
function readRenamed(rules: UserRules, user: UserDetails, input: UserInput): Outcome<Renamed> {
  const { userType } = user;
  const sameEmail = input.email === undefined || (input.email ?? "") === (user.email ?? "");
  const email = sameEmail ? done(undefined) : readEmailOf(rules, input.email ?? "", userType);
  const own = email.ok && email.value !== undefined ? email.value : storedEmail(user);
  const sameName = input.username === undefined || input.username === user.username;
  const username = sameName ? done(undefined) : readUsername(rules, input.username ?? "", { userType, email: own });
  if (email.ok && username.ok) return done({ email: email.value, username: username.value });
  return refuse(...(username.ok ? [] : username.problems), ...(email.ok ? [] : email.problems));
}

function storedEmail({ email, emailCanonical, emailUnique }: UserDetails): StoredEmail | null {
  return email && emailCanonical ? { display: email, canonical: emailCanonical, unique: emailUnique !== null } : null;
}

function passwordProblemsOf(rules: UserRules, user: UserDetails, input: UserInput): Problem[] {
  if (!input.password && !input.password_confirmation) return [];
  const person = { username: input.username ?? user.username, email: input.email ?? user.email ?? "" };
  return ownersPasswordProblems(rules, input, person);
}

function changeOf(user: UserDetails, input: UserInput, { username, email }: Renamed): Omit<UserChange, "verification"> {
  const { state, reference, custom, first_name: firstName, last_name: lastName } = input;
  return {
    fields: given({ state, reference, custom, firstName, lastName, username, name: nameOf(user, input, username) }),
    ...given({ email, emailVerification: input.email_verification }),
  };
}

/** A human is called by first and last name, or else as before: by the username, or as a provider says. */
function nameOf(user: UserDetails, input: UserInput, username: StoredUsername | undefined): string | undefined {
  const shown = username?.display ?? user.username;
  if (user.userType === "api") return input.name === undefined ? undefined : (input.name ?? shown);
  const [before, after] = [
    { firstName: user.firstName, lastName: user.lastName },
    {
      firstName: input.first_name === undefined ? user.firstName : input.first_name,
      lastName: input.last_name === undefined ? user.lastName : input.last_name,
    },
  ];
  const isDerived = user.name === null || user.name === humanName(before, user.username);
  return humanName(after, isDerived ? shown : (user.name ?? shown));
}

async function newPassword(user: UserDetails, typed: string, names: Renamed): Promise<NewPassword> {
  requireHashQueue();
  const { id, realmId, usernameCanonical, emailCanonical, name } = user;
  const place = await findMailPlace(realmId);
  const recipient = user.email ?? names.email?.display ?? null; // whoever had the account until now should know
  const username = names.username?.display ?? user.username;
  return {
    hash: await hashPassword(normalizePassword(typed)),
    mail: place && recipient ? await passwordChangedMail(place, { id, username, name, email: recipient }) : null,
    clear: [usernameCanonical, emailCanonical].flatMap((key) =>
      key === null ? [] : [{ scope: realmId, rule: throttleRules.passwordByUser, keyHash: throttleKey(key) }],
    ),
  };
}

async function verificationOf(
  realmId: string,
  { user, input, names }: { user: UserDetails; input: UserInput; names: Renamed },
  actor: Actor,
) {
  const place = input.email_verification === "requested" ? await findMailPlace(realmId) : null;
  return place && verificationJob(place, names.username?.canonical ?? user.usernameCanonical, actor);
}
