import { setPassword, setTotp } from "@/lib/db/credentials";
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
  const made = await store.createUser(
    realm.id,
    {
      username,
      email: { ...email, unique: realm.requireUniqueEmails },
      firstName: user.firstName,
      lastName: user.lastName,
      passwordHash: await hashPassword(normalizePassword(user.password)),
      signupPending: false,
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
