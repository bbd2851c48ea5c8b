import { enrolDevice, removeDevices, replaceRecoveryCodes, startDevice } from "@/lib/db/devices";
import { findDevice } from "@/lib/db/second-factor";
import type { EventOrigin } from "@/lib/db/users";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { decrypt, encrypt } from "@/lib/tokens/encryption";
import { mintSecret } from "@/lib/tokens/secret-token";
import { newTotpSecret, recoveryCodesOf, recoveryHashesOf, stepOfCode, totpUri } from "@/lib/tokens/totp";

/** Whose second factor, who changes it, and when. */
export type Subject = {
  readonly realmId: string;
  readonly userId: string;
  readonly at: Date;
  readonly by: EventOrigin;
};

/** Begins to enrol an authenticator for a user: what its QR code says. It counts for nothing before `verifyDevice`. */
export async function startEnrolment(
  { realmId, userId }: Subject,
  { issuer, label }: { issuer: string; label: string },
): Promise<{ credentialId: string; secret: string; uri: string }> {
  const secret = newTotpSecret();
  const { id } = await startDevice(realmId, userId, encrypt("totp", secret));
  return { credentialId: id, secret, uri: totpUri(secret, { issuer, label }) };
}

/** Puts an authenticator to use by its first code. Answers ten recovery codes, shown this once. */
export async function verifyDevice(
  { realmId, userId, at, by }: Subject,
  code: string,
): Promise<Outcome<{ recoveryCodes: string[] }>> {
  const device = await findDevice(realmId, userId, "new");
  if (!device) return refuse({ code: "not-found" });
  const step = stepOfCode(decrypt("totp", device.secretEncrypted), code.replace(/\s/g, ""), at);
  if (step === null) return refuse({ code: "code.wrong", field: "code" });
  const { secret } = mintSecret("rc");
  const codeHashes = recoveryHashesOf(secret);
  const enrolled = await enrolDevice(realmId, { userId, deviceId: device.id, step, codeHashes, at, by, ticket: null });
  return enrolled ? done({ recoveryCodes: recoveryCodesOf(secret) }) : refuse({ code: "not-found" });
}

/** Ten new recovery codes; all old ones are dead at once. */
export async function renewRecoveryCodes({
  realmId,
  ...subject
}: Subject): Promise<Outcome<{ recoveryCodes: string[] }>> {
  const { secret } = mintSecret("rc");
  const renewed = await replaceRecoveryCodes(realmId, { ...subject, codeHashes: recoveryHashesOf(secret) });
  return renewed ? done({ recoveryCodes: recoveryCodesOf(secret) }) : refuse({ code: "not-found" });
}

/** Takes a user's authenticator away, for one who lost it: the recovery codes and logins under way go with it. */
export async function removeSecondFactor({ realmId, ...subject }: Subject): Promise<Outcome<{ kind: "removed" }>> {
  return (await removeDevices(realmId, subject)) ? done({ kind: "removed" }) : refuse({ code: "not-found" });
}
