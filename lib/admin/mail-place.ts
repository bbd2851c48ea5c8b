import type { Actor } from "@/lib/db/changes";
import { findOldestApp } from "@/lib/db/connected-apps";
import type { NewMail } from "@/lib/db/mails";
import { homeOrigin } from "@/lib/domain/app-origin";
import type { MailLinkJob } from "@/lib/domain/jobs";
import { mailLink } from "@/lib/domain/mail-link";
import { env } from "@/lib/env";
import { composeMail, type Letter } from "@/lib/mail/compose";
import { type Letterhead, letterheadOf } from "@/lib/mail/letterhead";

/** On whose behalf a realm writes to its users where no app has asked: its oldest app, whose pages a link leads to. */
export type MailPlace = Letterhead & { readonly origin: string };

/** The place of a realm, or null where it has no app yet: no link could lead anywhere. */
export async function findMailPlace(realmId: string): Promise<MailPlace | null> {
  const app = await findOldestApp(realmId);
  return app && { ...letterheadOf(app), origin: homeOrigin(app.subdomain, env()) };
}

/** What has a link mailed that proves the address of the user of that name. */
export function verificationJob(place: MailPlace, usernameCanonical: string, { at, by }: Actor): MailLinkJob {
  return {
    realmId: place.realm.id,
    appId: place.app.id,
    origin: place.origin,
    name: { usernameCanonical, emailCanonical: null },
    at: at.toISOString(),
    locale: place.voice.locale,
    ip: by.ip,
    userAgent: by.userAgent,
    redir: null,
    redirectUri: null,
  };
}

/** Tells the owner of an account that its password was changed, who may not have been the one who did it. */
export async function passwordChangedMail(place: MailPlace, user: Letter["user"]): Promise<NewMail> {
  const link = mailLink({ origin: place.origin, redir: null, redirectUri: null }, "/forgot_password");
  return composeMail("user.password.changed", { ...place, user }, { link });
}
