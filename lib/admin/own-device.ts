import { z } from "zod";
import * as store from "@/lib/db/admin-devices";
import type { Doer } from "@/lib/db/audit";
import { clearTries, takeTry } from "@/lib/db/throttles";
import { isId } from "@/lib/domain/ids";
import { say } from "@/lib/domain/messages";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { decrypt, encrypt } from "@/lib/tokens/encryption";
import { mintSecret } from "@/lib/tokens/secret-token";
import { newTotpSecret, recoveryCodesOf, recoveryHashesOf, stepOfCode, totpUri } from "@/lib/tokens/totp";
import { proveOwnPassword } from "./own-password";
import type { SignedInAdministrator } from "./sign-in";
import { codeTries } from "./sign-in-code";

const text = z.string().default("");

export const ownPasswordOnly = z.object({ current_password: text });
export const firstCodeInput = z.object({ code: text });

/** An administrator's own second factor, as they see it. */
export type OwnDevice = {
  readonly since: Date | null;
  readonly codesLeft: number;
  /** What the app is to be told of one that waits for its first code. */
  readonly waiting: { readonly secret: string; readonly uri: string } | null;
};

/** What one has for a second factor. */
export async function findOwnDevice({ id, email }: SignedInAdministrator): Promise<OwnDevice> {
  const device = await store.findAdminDevice(id);
  const secret = device?.newEncrypted ? decrypt("admin-totp", device.newEncrypted) : null;
  const { since, codesLeft } = device ?? { since: null, codesLeft: 0 };
  const issuer = say("console.title");
  return {
    since,
    codesLeft,
    waiting: secret === null ? null : { secret, uri: totpUri(secret, { issuer, label: email }) },
  };
}

/** Begins to set a second factor up: makes the secret that the app is to be told. The password is asked for. */
export async function startOwnDevice(
  { id, email }: SignedInAdministrator,
  { current_password: password }: z.output<typeof ownPasswordOnly>,
  { at }: Doer,
): Promise<Outcome<null>> {
  const proved = await proveOwnPassword(email, password, at);
  if (!proved.ok) return proved;
  await clearTries(proved.value.tries);
  const isSet = await store.setNewAdminDevice(id, encrypt("admin-totp", newTotpSecret()));
  return isSet ? done(null) : refuse({ code: "credential.taken" });
}

/** Forgets one that was never put to use. */
export async function dropOwnDevice({ id }: SignedInAdministrator): Promise<Outcome<null>> {
  await store.setNewAdminDevice(id, null);
  return done(null);
}

/**
 * Puts the authenticator that waits to use by its first code, and ends all other sessions. Answers ten recovery codes,
 * which are shown this once.
 */
export async function enrolOwnDevice(
  { id, sessionId }: SignedInAdministrator,
  { code }: z.output<typeof firstCodeInput>,
  doer: Doer,
): Promise<Outcome<{ recoveryCodes: readonly string[] }>> {
  if (code.trim() === "") return refuse({ code: "code.blank", field: "code" });
  const device = await store.findAdminDevice(id);
  if (!device?.newEncrypted) return refuse({ code: "ticket.ended" });
  const tries = codeTries(id);
  const wait = await takeTry(tries, doer.at);
  if (wait > 0) return refuse({ code: "throttle.wait", retryAfter: wait });
  const step = stepOfCode(decrypt("admin-totp", device.newEncrypted), code.replace(/\s/g, ""), doer.at);
  if (step === null) return refuse({ code: "code.wrong", field: "code" });
  const { secret } = mintSecret("rc");
  const enrolment = { secretEncrypted: device.newEncrypted, step, codeHashes: recoveryHashesOf(secret) };
  if (!(await store.enrolAdminDevice(id, { ...enrolment, butSession: sessionId }, doer)))
    return refuse({ code: "ticket.ended" });
  await clearTries(tries);
  return done({ recoveryCodes: recoveryCodesOf(secret) });
}

/** Takes one's own second factor away. The password is asked for. */
export async function removeOwnDevice(
  { id, email }: SignedInAdministrator,
  { current_password: password }: z.output<typeof ownPasswordOnly>,
  doer: Doer,
): Promise<Outcome<null>> {
  const proved = await proveOwnPassword(email, password, doer.at);
  if (!proved.ok) return proved;
  await clearTries(proved.value.tries);
  return removeDeviceOf(id, doer);
}

/** Takes an administrator's second factor away, for one who lost it: an owner does. */
export async function removeDeviceOf(id: string, doer: Doer): Promise<Outcome<null>> {
  const wasThere = isId("adm", id) && (await store.removeAdminDevice(id, doer));
  if (!wasThere) return refuse({ code: "not-found" });
  await clearTries(codeTries(id));
  return done(null);
}
