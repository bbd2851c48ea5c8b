import { setPassword, setTotp } from "@/lib/db/credentials";
import * as newUsers from "@/lib/db/new-users";
import * as changes from "@/lib/db/user-changes";
import * as store from "@/lib/db/users";
import { canonicalEmail } from "@/lib/domain/email";
import { normalizePassword } from "@/lib/domain/password-policy";
import { canonicalUsername } from "@/lib/domain/username";
import { encrypt } from "@/lib/tokens/encryption";
import { hashPassword } from "@/lib/tokens/password-hash";

export type NewUser = {
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly password: string;
  /** Base32 (RFC 4648), for an authenticator app. Null: no second factor. */
  readonly otpSecret: string | null;
};

/** What a user proves themselves with. */
export type Proofs = Pick<NewUser, "password" | "otpSecret">;

/** Makes a human user with their credentials. Throws where the name or the address cannot be had. */
export async function createUser(
  realm: { readonly id: string; readonly requireUniqueEmails: boolean },
  user: NewUser,
): Promise<{ id: string }> {
  const username = canonicalUsername(user.username);
  const email = canonicalEmail(user.email);
  if (!username.ok || !email.ok) throw new Error(`The user ${user.username} cannot have that name or address.`);
  const made = await newUsers.createUser(
    realm.id,
    {
      username,
      email: { ...email, unique: realm.requireUniqueEmails },
      firstName: user.firstName,
      lastName: user.lastName,
      passwordHash: await hashPassword(normalizePassword(user.password)),
      signupPending: false,
      org: null,
      ...(user.otpSecret ? { otpSecretEncrypted: encrypt("totp", user.otpSecret) } : {}),
    },
    { ip: null, userAgent: null },
  );
  if ("taken" in made) throw new Error(`Another user has the ${made.taken} of ${user.username}.`);
  return made;
}

/** The human user who has that name, or else that address; null where nobody has either. */
export async function findUser(realmId: string, { username, email }: Pick<NewUser, "username" | "email">) {
  const [name, address] = [canonicalUsername(username), canonicalEmail(email)];
  const user = await store.findLoginUser(realmId, {
    usernameCanonical: name.ok ? name.canonical : null,
    emailCanonical: address.ok ? address.canonical : null,
  });
  return user && { id: user.id, username: user.username };
}

/** Gives a user a new password, and a new authenticator where one is given; ends their sessions. */
export async function setProofs(realmId: string, userId: string, { password, otpSecret }: Proofs): Promise<void> {
  if (otpSecret) await setTotp(realmId, userId, encrypt("totp", otpSecret));
  await setPassword(realmId, userId, await hashPassword(normalizePassword(password)));
}

/** A user as their realm's owner sees them. */
export type UserDetails = NonNullable<Awaited<ReturnType<typeof store.findUserDetails>>>;

/** The user of that id, with which credentials they have and how many memberships; or null. */
export async function getUser(realmId: string, id: string, at = new Date()): Promise<UserDetails | null> {
  return store.findUserDetails(realmId, id, at);
}

/** Lets a user act again, or puts them out everywhere at once (lib/db/user-changes). False where there is no such user. */
export async function setUserState(
  realmId: string,
  userId: string,
  { state, by }: { readonly state: "active" | "inactive"; readonly by: store.EventOrigin },
): Promise<boolean> {
  const change = { fields: { state }, verification: null };
  const actor = { at: new Date(), by, administrator: null };
  return (await changes.changeUser(realmId, { id: userId, change }, actor)) === true;
}

/** Deletes a user with all that is theirs. False where there is no such user. */
export async function deleteUser(realmId: string, userId: string, by: store.EventOrigin): Promise<boolean> {
  return changes.deleteUser(realmId, userId, { at: new Date(), by, administrator: null });
}
