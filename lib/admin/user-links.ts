import type { Actor } from "@/lib/db/changes";
import { keepEmailToken, keepResetToken } from "@/lib/db/user-links";
import { hours, minutes } from "@/lib/domain/duration";
import { mailLink } from "@/lib/domain/mail-link";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { composeMail } from "@/lib/mail/compose";
import { composeVerification, VERIFICATION_HOURS } from "@/lib/mail/verification";
import { mintSecret } from "@/lib/tokens/secret-token";
import { findMailPlace } from "./mail-place";
import { findUserBy } from "./user-records";
import { getUser, type UserDetails } from "./users";

const RESET_MINUTES = 60;

/** A user, and a token for their app's own server to bring to them. */
export type WithToken = { readonly user: UserDetails; readonly token: string };

/** An active human of that id or username: nobody else has a password to forget, or an address to prove. */
async function findPerson(realmId: string, idOrName: string, at: Date): Promise<Outcome<UserDetails>> {
  const found = await findUserBy(realmId, idOrName, at);
  if (!found.ok) return found;
  if (found.value.userType !== "human") return refuse({ code: "user.not-human" });
  return found.value.state === "active" ? found : refuse({ code: "user.not-active" });
}

/**
 * Makes a token that sets a new password, once and within the hour. It is the user's only one; nothing is mailed, since
 * whoever asks for it has it.
 */
export async function generatePasswordToken(
  realmId: string,
  idOrName: string,
  actor: Actor,
): Promise<Outcome<WithToken>> {
  const found = await findPerson(realmId, idOrName, actor.at);
  if (!found.ok) return found;
  const { id: userId } = found.value;
  const { secret, hash: tokenHash } = mintSecret("kpw");
  const expiresAt = new Date(actor.at.getTime() + minutes(RESET_MINUTES));
  const kept = await keepResetToken(realmId, { userId, tokenHash, expiresAt, mail: null }, actor);
  return kept ? done({ user: found.value, token: secret }) : refuse({ code: "user.not-active" });
}

/**
 * The same as a link to the page of the realm's oldest app that asks for the new password: answered, for the owner to
 * hand over, or `mailed` to the user instead.
 */
export async function makePasswordLink(
  realmId: string,
  { id: idOrName, mailed }: { readonly id: string; readonly mailed: boolean },
  actor: Actor,
): Promise<Outcome<{ link: string | null }>> {
  const [found, place] = await Promise.all([findPerson(realmId, idOrName, actor.at), findMailPlace(realmId)]);
  if (!found.ok) return found;
  if (!place) return refuse({ code: "realm.no-app" });
  const { id: userId, username, name, email } = found.value;
  if (mailed && !email) return refuse({ code: "user.no-email" });
  const { secret: token, hash: tokenHash } = mintSecret("kpw");
  const at = { origin: place.origin, redir: null, redirectUri: null };
  const link = mailLink(at, "/reset_password", { token, username });
  const letter = { ...place, user: { id: userId, username, name, email: email ?? "" } };
  const values = { link, token, minutes: RESET_MINUTES };
  const mail = mailed ? await composeMail("user.password_token.created", letter, values) : null;
  const expiresAt = new Date(actor.at.getTime() + minutes(RESET_MINUTES));
  const kept = await keepResetToken(realmId, { userId, tokenHash, expiresAt, mail }, actor);
  return kept ? done({ link: mailed ? null : link }) : refuse({ code: "user.not-active" });
}

/** Has a user prove their address: makes the token, the only one that works, and mails its link where there is an app. */
export async function requestEmailVerification(
  realmId: string,
  idOrName: string,
  actor: Actor,
): Promise<Outcome<WithToken>> {
  const found = await findPerson(realmId, idOrName, actor.at);
  if (!found.ok) return found;
  const { id: userId, username, name, email, emailCanonical } = found.value;
  if (!email || !emailCanonical) return refuse({ code: "email.blank", field: "email" });
  const { secret, hash: tokenHash } = mintSecret("kvf");
  const place = await findMailPlace(realmId);
  const at = { origin: place?.origin ?? "", redir: null, redirectUri: null };
  const mail =
    place && (await composeVerification({ ...place, user: { id: userId, username, name, email } }, at, secret));
  const expiresAt = new Date(actor.at.getTime() + hours(VERIFICATION_HOURS));
  const kept = await keepEmailToken(realmId, { userId, emailCanonical, tokenHash, expiresAt, mail }, actor);
  const user = kept ? await getUser(realmId, userId, actor.at) : null;
  return user ? done({ user, token: secret }) : refuse({ code: "user.not-active" });
}
