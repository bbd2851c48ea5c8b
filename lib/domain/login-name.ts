import { canonicalEmail } from "./email";
import type { Problem } from "./problem";
import { canonicalUsername } from "./username";
import type { VisitRealm } from "./visit";

/** What a person types to say who they are, in the forms it is looked up by. Both null: nobody can have that name. */
export type LoginName = { readonly usernameCanonical: string | null; readonly emailCanonical: string | null };

/**
 * Reads a typed user name or address as the realm understands it: in e-mail realms an address, else a user name, or an
 * address where those are unique. Canonicalised just as at signup, so each person types what they like.
 */
export function loginName(
  typed: string,
  realm: Pick<VisitRealm, "usernameValidationHuman" | "requireUniqueEmails">,
): LoginName {
  const email = typed.includes("@") ? canonicalEmail(typed) : null;
  const address = email?.ok ? email.canonical : null;
  if (realm.usernameValidationHuman === "email") return { usernameCanonical: address, emailCanonical: null };
  const username = canonicalUsername(typed);
  return {
    usernameCanonical: username.ok ? username.canonical : null,
    emailCanonical: realm.requireUniqueEmails ? address : null,
  };
}

/** What to say where no name was typed: the field is the one that the realm's forms ask for. */
export function blankName({ usernameValidationHuman }: Pick<VisitRealm, "usernameValidationHuman">): Problem {
  return usernameValidationHuman === "email"
    ? { code: "email.blank", field: "email" }
    : { code: "username.blank", field: "username" };
}

/** True where a login name is that user's: their user name, or their address where those are unique. */
export function isNamed(
  user: { readonly usernameCanonical: string; readonly emailUnique: string | null },
  { usernameCanonical, emailCanonical }: LoginName,
): boolean {
  if (usernameCanonical !== null && user.usernameCanonical === usernameCanonical) return true;
  return emailCanonical !== null && user.emailUnique === emailCanonical;
}
