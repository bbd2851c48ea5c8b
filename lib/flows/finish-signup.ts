import { findProvider } from "@/lib/db/auth-providers";
import { mailUser } from "@/lib/db/mail-links";
import { createUser } from "@/lib/db/new-users";
import { findProfileOwner } from "@/lib/db/profiles";
import { findLoginUser } from "@/lib/db/users";
import { hours } from "@/lib/domain/duration";
import type { SignupJob } from "@/lib/domain/jobs";
import { mailLink } from "@/lib/domain/mail-link";
import { composeMail } from "@/lib/mail/compose";
import { findLetterhead, type Letterhead } from "@/lib/mail/letterhead";
import { composeVerification, VERIFICATION_HOURS } from "@/lib/mail/verification";
import { decrypt } from "@/lib/tokens/encryption";
import { openIdentity, profileRowOf } from "@/lib/tokens/held-identity";
import { addressLimit, mailLimits } from "@/lib/tokens/mail-limits";
import { mintSecret } from "@/lib/tokens/secret-token";

/**
 * Finishes a signup that hides who has an account: makes the user and mails the link that proves their address; or,
 * where the address has an account already, makes nobody and tells its owner. Either way the person who signed up was
 * told to look into their mail, before anyone had looked (security.md 38).
 */
export async function finishSignup(job: SignupJob, at: Date): Promise<void> {
  const head = await findLetterhead(job);
  if (!head) return;
  const { userId, person } = job;
  const come = await profileOf(job, at);
  if (come === "gone") return;
  const { secret, hash } = mintSecret("kvf");
  const name = [person.firstName, person.lastName].filter(Boolean).join(" ") || null;
  const user = { id: userId, username: person.username.display, name, email: person.email.display };
  const made = await createUser(
    job.realmId,
    {
      ...person,
      id: userId,
      ...come,
      passwordHash: job.sealedHash && decrypt("signup", Buffer.from(job.sealedHash, "base64")),
      signupPending: true,
      verification: {
        tokenHash: hash,
        expiresAt: new Date(at.getTime() + hours(VERIFICATION_HOURS)),
        limit: addressLimit(job.realmId, person.email.canonical),
        at,
        mail: await composeVerification({ ...head, user }, job, secret),
      },
    },
    job,
  );
  if ("taken" in made) await tellOwner(job, head, at);
}

/** The profile of one who comes by a provider. "gone": the provider is, or the profile is somebody's already. */
async function profileOf({ realmId, provider }: SignupJob, at: Date) {
  if (!provider) return null;
  const row = await findProvider(realmId, provider.id, { active: true });
  const held = openIdentity(Buffer.from(provider.sealedIdentity, "base64"));
  if (!row || !held) return "gone";
  const profile = profileRowOf(row, held, at);
  // Deleted or changed only after this: the job fails, and finds it so when it runs again.
  return (await findProfileOwner(realmId, profile)) ? "gone" : { profile, name: held.identity.name };
}

async function tellOwner(job: SignupJob, head: Letterhead, at: Date): Promise<void> {
  const { realmId, person } = job;
  const owner = await findLoginUser(realmId, {
    usernameCanonical: person.username.canonical,
    emailCanonical: person.email.unique ? person.email.canonical : null,
  });
  // Their own user: this job was done before, and is run again.
  if (!owner?.active || !owner.email || !owner.emailCanonical || owner.id === job.userId) return;
  const { id, username, name, email } = owner;
  const mail = await composeMail(
    "user.signup.existing",
    { ...head, user: { id, username, name, email } },
    { link: mailLink(job, "/login"), reset_link: mailLink(job, "/forgot_password") },
  );
  await mailUser(realmId, {
    userId: id,
    email: owner.emailCanonical,
    limits: mailLimits(realmId, { id, emailCanonical: owner.emailCanonical }),
    mail,
    at,
  });
}
