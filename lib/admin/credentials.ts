import type { Actor } from "@/lib/db/changes";
import * as store from "@/lib/db/credential-records";
import { enrolDevice } from "@/lib/db/devices";
import { clearTries, takeTry } from "@/lib/db/throttles";
import { type CredentialInput, isToGenerate } from "@/lib/domain/credential-fields";
import { isId } from "@/lib/domain/ids";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { throttleRules } from "@/lib/domain/throttle-rules";
import { mintUserKey, storedUserKey } from "@/lib/tokens/api-key";
import { decrypt } from "@/lib/tokens/encryption";
import { mintSecret, throttleKey } from "@/lib/tokens/secret-token";
import { recoveryCodesOf, recoveryHashesOf, stepOfCode, totpUri } from "@/lib/tokens/totp";
import { findMailPlace } from "./mail-place";
import { accessTokenIn } from "./profiles";
import { findUserRules } from "./user-records";
import { updateUser } from "./user-updates";

const notFound = { code: "not-found" } as const;

/** A credential as its user's owner sees it: its secret where it can be read again, or was just made. */
export type Credential = {
  readonly record: store.CredentialRecord;
  readonly apiKey: string | null;
  /** Of a profile, where the realm keeps what providers give. */
  readonly accessToken: string | null;
  /** Of an authenticator that is not in use yet: what its app is to be told. */
  readonly otp: { readonly secret: string; readonly uri: string } | null;
  /** Of one that was just put to use, shown this once. */
  readonly recoveryCodes: readonly string[] | null;
};

/** The credential of that id, with the secrets that can be read again. */
export async function getCredential(realmId: string, id: string): Promise<Outcome<Credential>> {
  const record = isId("crd", id) ? await store.findCredential(realmId, id) : null;
  return record ? done(await shownCredential(record)) : refuse(notFound);
}

/** The same, of that user alone. */
export async function getCredentialOf(
  realmId: string,
  { userId, id }: { readonly userId: string; readonly id: string },
): Promise<Outcome<Credential>> {
  const found = await getCredential(realmId, id);
  return found.ok && found.value.record.userId !== userId ? refuse(notFound) : found;
}

/** A user's key, where the realm keeps keys so that they can be read again. That it was looked at is recorded. */
export async function showApiKey(
  realmId: string,
  of: { readonly userId: string; readonly id: string },
  actor: Actor,
): Promise<Outcome<string>> {
  const found = await getCredentialOf(realmId, of);
  if (!found.ok || found.value.apiKey === null) return refuse(notFound);
  await store.recordShown(realmId, of, actor);
  return done(found.value.apiKey);
}

/** A stored credential with what can be shown of its secrets. */
export async function shownCredential(record: store.CredentialRecord): Promise<Credential> {
  const { credentialType: type, state, secretEncrypted: sealed, tokensEncrypted } = record;
  return {
    record,
    apiKey: type === "api_key" && sealed ? decrypt("api-key", sealed) : null,
    accessToken: tokensEncrypted && accessTokenIn(tokensEncrypted),
    otp: type === "totp" && state === "new" && sealed ? await otpOf(record, decrypt("totp", sealed)) : null,
    recoveryCodes: null,
  };
}

async function otpOf({ realmId, user }: store.CredentialRecord, secret: string): Promise<Credential["otp"]> {
  const [place, realm] = await Promise.all([findMailPlace(realmId), findUserRules(realmId)]);
  const issuer = place?.app.name ?? realm?.name ?? "";
  return { secret, uri: totpUri(secret, { issuer, label: user.username }) };
}

/** Changes what is sent: a password or a key in place of the one there was, or the name of an authenticator. */
export async function updateCredential(
  realmId: string,
  { id, input }: { readonly id: string; readonly input: CredentialInput },
  actor: Actor,
): Promise<Outcome<Credential>> {
  const [found, realm] = await Promise.all([getCredential(realmId, id), findUserRules(realmId)]);
  if (!found.ok || !realm) return refuse(notFound);
  const { record } = found.value;
  if (record.credentialType === "password") return changePassword(record, input, actor);
  if (record.credentialType === "api_key" && input.api_key !== undefined) {
    const key = isToGenerate(input.api_key) ? mintUserKey(realm.apiKeyPrefix) : input.api_key;
    const changed = await change(record, storedUserKey(key, realm.apiKeyPolicy), actor);
    return changed.ok ? done({ ...changed.value, apiKey: key }) : changed;
  }
  const isNamed = record.credentialType === "totp" && input.name !== undefined;
  return isNamed ? change(record, { name: input.name ?? "" }, actor) : found;
}

type Change = Parameters<typeof store.changeCredential>[1]["change"];

async function change(record: store.CredentialRecord, to: Change, actor: Actor): Promise<Outcome<Credential>> {
  const { realmId, id, userId } = record;
  const changed = await store.changeCredential(realmId, { id, userId, change: to }, actor);
  if (changed === "taken") return refuse({ code: "field.not-unique", field: "api_key" });
  return changed ? getCredential(realmId, id) : refuse(notFound);
}

/** A new password is a new credential: nothing that was begun with the old one goes on. */
async function changePassword(
  { realmId, id, userId }: store.CredentialRecord,
  { password, password_confirmation }: CredentialInput,
  actor: Actor,
): Promise<Outcome<Credential>> {
  if (!password && !password_confirmation) return getCredential(realmId, id);
  const changed = await updateUser(realmId, { id: userId, input: { password, password_confirmation } }, actor);
  if (!changed.ok) return changed;
  const now = changed.value.credentials.find((one) => one.credentialType === "password");
  return now ? getCredential(realmId, now.id) : refuse(notFound);
}

/** Takes a credential away, and what was begun with it. */
export async function deleteCredential(realmId: string, id: string, actor: Actor): Promise<Outcome<null>> {
  const found = await getCredential(realmId, id);
  if (!found.ok) return found;
  const { userId } = found.value.record;
  return (await store.deleteCredential(realmId, { id, userId }, actor)) ? done(null) : refuse(notFound);
}

const wrong = { code: "verification.wrong", field: "code" } as const;

/**
 * Puts an authenticator to use by its first code, with ten recovery codes. Wrong codes count with those of logins
 * (security.md 56).
 */
export async function verifyCredential(
  realmId: string,
  { id, code }: { readonly id: string; readonly code: string },
  { at, by, administrator }: Actor,
): Promise<Outcome<Credential>> {
  const found = await getCredential(realmId, id);
  if (!found.ok) return found;
  const { record, otp } = found.value;
  if (!otp) return refuse({ code: "credential.not-new" });
  if (record.user.state !== "active") return refuse({ code: "user.not-active" });
  const { userId } = record;
  const counter = { scope: realmId, rule: throttleRules.codeByUser, keyHash: throttleKey(`code ${userId}`) };
  const wait = await takeTry(counter, at);
  if (wait > 0) return refuse({ code: "throttle.wait", retryAfter: wait });
  const step = stepOfCode(otp.secret, code.replace(/\s/g, ""), at);
  if (step === null) return refuse(wrong);

  await clearTries(counter);
  const { secret } = mintSecret("rc");
  const codeHashes = recoveryHashesOf(secret);
  const enrolled = await enrolDevice(realmId, {
    userId,
    deviceId: id,
    step,
    codeHashes,
    at,
    by,
    administrator,
    ticket: null,
  });
  if (!enrolled) return refuse({ code: "credential.taken" });
  const now = await getCredential(realmId, id);
  return now.ok ? done({ ...now.value, recoveryCodes: recoveryCodesOf(secret) }) : now;
}
