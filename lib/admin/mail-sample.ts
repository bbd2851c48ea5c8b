import { findOldestApp } from "@/lib/db/connected-apps";
import { homeOrigin } from "@/lib/domain/app-origin";
import type { Locale } from "@/lib/domain/locale";
import { type MailKind, mailKinds } from "@/lib/domain/mail-kinds";
import type { Voice } from "@/lib/domain/messages";
import { env } from "@/lib/env";
import { letterheadOf } from "@/lib/mail/letterhead";

/** Whom a mail is shown to be for, while it is for nobody yet. */
export const sampleUser = {
  username: "frank",
  name: "Frank Field",
  firstName: "Frank",
  lastName: "Field",
  email: "frank@example.com",
} as const;

type Named = { readonly name: string };

/** What stands for a mail's variables while it is shown to whoever words it: of this realm and app, where they are known. */
export function mailSample(
  realm: Named = { name: "Northwind" },
  app: Named = { name: "Northwind Traders" },
  origin = "https://app.example.com",
) {
  const values: Readonly<Record<string, string | number>> = {
    link: `${origin}/reset_password?token=sample&username=frank`,
    reset_link: `${origin}/forgot_password`,
    token: "sample",
    minutes: 60,
    hours: 24,
    left: 9,
  };
  return {
    parties: { realm, app, user: sampleUser },
    values: (kind: MailKind) => Object.fromEntries(mailKinds[kind].map((name) => [name, values[name] ?? ""])),
  };
}

/** Sample values as the realm's oldest app would have them, and how it speaks. */
export async function findMailSample(realmId: string, locale: Locale) {
  const app = await findOldestApp(realmId);
  const voice: Voice = app ? letterheadOf(app, locale).voice : { locale, own: {} };
  const sample = app ? mailSample(app.realm, app, homeOrigin(app.subdomain, env())) : mailSample();
  return { ...sample, voice };
}
