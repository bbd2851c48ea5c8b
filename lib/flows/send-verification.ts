import { createEmailToken } from "@/lib/db/email-tokens";
import { findLoginUser } from "@/lib/db/users";
import { hours } from "@/lib/domain/duration";
import type { MailLinkJob } from "@/lib/domain/jobs";
import { findLetterhead } from "@/lib/mail/letterhead";
import { composeVerification, VERIFICATION_HOURS } from "@/lib/mail/verification";
import { mailLimits } from "@/lib/tokens/mail-limits";
import { mintSecret } from "@/lib/tokens/secret-token";

/**
 * Mails a new link that proves an address to the active human who has that name, if theirs waits for it: it was asked
 * for before, or the app lets nobody in without. The new token is their only one.
 */
export async function sendVerification(job: MailLinkJob, at: Date): Promise<void> {
  const [head, user] = await Promise.all([findLetterhead(job), findLoginUser(job.realmId, job.name)]);
  if (!head || !user?.active || !user.email || !user.emailCanonical) return;
  const { id, username, name, email, emailCanonical, emailVerification: state } = user;
  const waits = state === "requested" || (state === "none" && head.settings.email_verification === "require");
  if (!waits) return;
  const { secret, hash } = mintSecret("kvf");
  const mail = await composeVerification({ ...head, user: { id, username, name, email } }, job, secret);
  await createEmailToken(job.realmId, {
    userId: id,
    email: emailCanonical,
    limits: mailLimits(job.realmId, { id, emailCanonical }),
    tokenHash: hash,
    askedAt: new Date(job.at),
    at,
    expiresAt: new Date(at.getTime() + hours(VERIFICATION_HOURS)),
    appId: job.appId,
    by: job,
    mail,
  });
}
