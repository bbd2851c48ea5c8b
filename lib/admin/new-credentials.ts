import type { Actor } from "@/lib/db/changes";
import * as store from "@/lib/db/credential-records";
import { isToGenerate, type NewCredentialInput } from "@/lib/domain/credential-fields";
import { isId } from "@/lib/domain/ids";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import { mintUserKey, storedUserKey } from "@/lib/tokens/api-key";
import { encrypt } from "@/lib/tokens/encryption";
import { newTotpSecret } from "@/lib/tokens/totp";
import { type Credential, getCredential, shownCredential } from "./credentials";
import { findUserBy, findUserRules } from "./user-records";
import { updateUser } from "./user-updates";
import type { UserDetails } from "./users";

type Realm = NonNullable<Awaited<ReturnType<typeof findUserRules>>>;

/** What was asked for, for whom, by the rules of which realm. */
type Asked = { readonly realm: Realm; readonly user: UserDetails; readonly input: NewCredentialInput };

/**
 * Gives a user a credential: a human a password in place of any other, an authenticator (one, to be put to use by its
 * first code) or a profile at an external provider; an API user a key. A key is shown this once.
 */
export async function createCredential(
  realmId: string,
  input: NewCredentialInput,
  actor: Actor,
): Promise<Outcome<Credential>> {
  const realm = await findUserRules(realmId);
  if (!realm) return refuse({ code: "not-found" });
  const found = await findUserBy(realmId, input.user_id, actor.at);
  const unknown: Problem[] = [
    ...(found.ok ? [] : [{ code: "field.not-found", field: "user_id" } as const]),
    ...(await providerProblems(realmId, input)),
  ];
  if (!found.ok || unknown.length > 0) return refuse(...unknown);

  const asked = { realm, user: found.value, input };
  const isKey = input.credential_type === "api_key";
  if (isKey !== (asked.user.userType === "api"))
    return refuse({ code: "credential.not-for-user", field: "credential_type" });
  if (isKey) return createKey(asked, actor);
  if (input.credential_type === "password") return createPassword(asked, actor);
  return input.credential_type === "totp" ? createDevice(asked, actor) : createProfile(asked, actor);
}

/** A provider that is named is one of the realm, and of the credential's own type. */
async function providerProblems(
  realmId: string,
  { credential_type: type, auth_provider_id: id }: NewCredentialInput,
): Promise<Problem[]> {
  if (id === undefined) return [];
  const found = isId("ap", id) ? await store.findProviderType(realmId, id) : null;
  if (found === null) return [{ code: "field.not-found", field: "auth_provider_id" }];
  return found === type ? [] : [{ code: "credential.other-provider", field: "auth_provider_id" }];
}

async function createKey({ realm, user, input }: Asked, actor: Actor): Promise<Outcome<Credential>> {
  const key = isToGenerate(input.api_key) ? mintUserKey(realm.apiKeyPrefix) : (input.api_key ?? "");
  const credential = { credentialType: "api_key", ...storedUserKey(key, realm.apiKeyPolicy) } as const;
  const made = await make(user, credential, actor, { code: "field.not-unique", field: "api_key" });
  return made.ok ? done({ ...made.value, apiKey: key }) : made;
}

async function createPassword({ realm, user, input }: Asked, actor: Actor): Promise<Outcome<Credential>> {
  const { password, password_confirmation } = input;
  if (!password) return refuse({ code: "password.blank", field: "password" });
  const changed = await updateUser(realm.id, { id: user.id, input: { password, password_confirmation } }, actor);
  if (!changed.ok) return changed;
  const made = changed.value.credentials.find((one) => one.credentialType === "password");
  return made ? getCredential(realm.id, made.id) : refuse({ code: "not-found" });
}

async function createDevice({ user, input }: Asked, actor: Actor): Promise<Outcome<Credential>> {
  if (input.name === undefined) return refuse({ code: "field.blank", field: "name" });
  const credential = {
    credentialType: "totp",
    state: "new",
    name: input.name,
    secretEncrypted: encrypt("totp", newTotpSecret()),
    authProviderId: input.auth_provider_id ?? null,
  } as const;
  return make(user, credential, actor, { code: "credential.taken", field: "user_id" });
}

async function createProfile({ user, input }: Asked, actor: Actor): Promise<Outcome<Credential>> {
  const { credential_type: credentialType, auth_provider_id: authProviderId } = input;
  const providerUserId = input.provider_user_id?.trim();
  if (!authProviderId || !providerUserId)
    return refuse(
      ...(authProviderId ? [] : [{ code: "field.blank", field: "auth_provider_id" } as const]),
      ...(providerUserId ? [] : [{ code: "field.blank", field: "provider_user_id" } as const]),
    );
  const taken = { code: "field.not-unique", field: "provider_user_id" } as const;
  return make(user, { credentialType, authProviderId, providerUserId }, actor, taken);
}

async function make(
  { realmId, id: userId }: UserDetails,
  credential: store.NewCredential,
  actor: Actor,
  taken: Problem,
): Promise<Outcome<Credential>> {
  const made = await store.createCredential(realmId, { userId, credential }, actor);
  if (made === "taken") return refuse(taken);
  return made === "gone" ? refuse({ code: "not-found" }) : done(await shownCredential(made));
}
