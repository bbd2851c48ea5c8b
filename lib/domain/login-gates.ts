import type { Visit } from "./visit";

/** What stands between a right password (or another proof of who somebody is) and being in. */
export type Gate = "verify-email" | "second-factor" | "enrolment";

type Person = {
  readonly email: string | null;
  readonly emailVerification: "none" | "requested" | "verified";
  readonly hasTotp: boolean;
};

/** null: their app's own server asks, which minds their address itself. */
type Gated = Pick<Visit, "realm"> & { readonly app: Visit["app"] | null };

/**
 * The gate a person stands at, or null: they are in. The address comes before the second factor, and is never asked of
 * somebody who has none. `secondFactor`: it was proved on this way in already.
 */
export function gateOf(
  { realm, app }: Gated,
  person: Person,
  { secondFactor }: { secondFactor: boolean },
): Gate | null {
  if (
    app?.settings.email_verification === "require" &&
    person.email !== null &&
    person.emailVerification !== "verified"
  )
    return "verify-email";
  if (secondFactor || realm.mfaPolicy === "off") return null;
  if (person.hasTotp) return "second-factor";
  return realm.mfaPolicy === "required" ? "enrolment" : null;
}

/**
 * Whether a signup here tells nobody that its address has an account (security.md D4): the realm wants it, its people
 * are known by their address alone, and nobody gets in without proving it. A signup token would tell all the same, as
 * the app's own server redeems it; and so does what a server asks for itself.
 */
export function hidesAccounts({ realm, app }: Gated): boolean {
  if (!app) return false;
  const { email_verification: verification, signup_mode: mode } = app.settings;
  const byEmail = realm.usernameValidationHuman === "email";
  return realm.hideAccountExistence && byEmail && verification === "require" && mode !== "user_token";
}
