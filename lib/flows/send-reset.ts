import { createResetToken } from "@/lib/db/reset-tokens";
import { findLoginUser } from "@/lib/db/users";
import { minutes } from "@/lib/domain/duration";
import type { MailLinkJob } from "@/lib/domain/jobs";
import { mailLink } from "@/lib/domain/mail-link";
import { composeMail } from "@/lib/mail/compose";
import { findLetterhead } from "@/lib/mail/letterhead";
import { mailLimits } from "@/lib/tokens/mail-limits";
import { mintSecret } from "@/lib/tokens/secret-token";

const LINK_MINUTES = 60;

/**
 * Mails a reset link to the stored address of the active human who has that name (security.md 42), if there is one. The
 * new token is their only one. Done a second time it mails no second link, unless the first was used meanwhile.
 */
export async function sendReset(job: MailLinkJob, at: Date): Promise<void> {
  const [head, user] = await Promise.all([findLetterhead(job), findLoginUser(job.realmId, job.name)]);
  if (!head || !user?.active || !user.email || !user.emailCanonical) return;
  const { secret, hash } = mintSecret("kpw");
  const { id, username, name, email, emailCanonical } = user;
  const link = mailLink(job, "/reset_password", { token: secret, username });
  const mail = await composeMail(
    "user.password_token.created",
    { ...head, user: { id, username, name, email } },
    { link, token: secret, minutes: LINK_MINUTES },
  );
  await createResetToken(job.realmId, {
    userId: id,
    email: emailCanonical,
    limits: mailLimits(job.realmId, { id, emailCanonical }),
    tokenHash: hash,
    askedAt: new Date(job.at),
    at,
    expiresAt: new Date(at.getTime() + minutes(LINK_MINUTES)),
    appId: job.appId,
    by: job,
    mail,
  });
}
