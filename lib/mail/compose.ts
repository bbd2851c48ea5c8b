import { findMailHook } from "@/lib/db/app-hooks";
import { findAppHosts } from "@/lib/db/connected-apps";
import { findMailTemplate } from "@/lib/db/mail-templates";
import type { NewMail } from "@/lib/db/mails";
import { appOrigin } from "@/lib/domain/app-origin";
import { isWordedByHooks } from "@/lib/domain/hook-mail";
import { type MailKind, type MailValues, templateValues } from "@/lib/domain/mail-kinds";
import type { Voice } from "@/lib/domain/messages";
import { env } from "@/lib/env";
import { linksIn, wordFromCatalogue } from "./catalogue-mail";
import { wordByHook } from "./hook-mail";
import { renderOwnerTemplate } from "./owner-template";

/** Whom a mail is for, and on whose behalf. */
export type Letter = {
  readonly realm: { readonly id: string; readonly name: string };
  readonly app: { readonly id: string; readonly name: string };
  readonly user: {
    readonly id: string;
    readonly username: string;
    readonly name: string | null;
    /** The stored address: a mail never goes to one that was only typed (security.md 42). */
    readonly email: string;
  };
  readonly voice: Voice;
};

/**
 * Words a mail of that kind: by the realm's hook of type email for it, where it is one of the two that hooks word; else
 * by the realm's own template in the person's language, else by its English one, else from the catalogue. Throws where a link leads anywhere but to the app's own origin (security.md 101). It reads the
 * database, so word a mail before a transaction, not in one: the embedded database does one thing at a time.
 */
export async function composeMail<K extends MailKind>(
  kind: K,
  letter: Letter,
  values: MailValues<K>,
): Promise<NewMail> {
  const { realm, app, user, voice } = letter;
  const [hosts, hook, template] = await Promise.all([
    findAppHosts(realm.id, app.id),
    isWordedByHooks(kind) ? findMailHook(realm.id, kind) : null,
    findMailTemplate(realm.id, kind, [voice.locale, "en"]),
  ]);
  for (const [, link] of linksIn(kind, values)) requireOwnLink(link, hosts);
  const parties = templateValues({ realm, app, user }, values);
  const inOrder: (() => Words)[] = [
    ...(hook ? [() => wordByHook(hook, parties, voice.locale)] : []),
    ...(template ? [() => renderOwnerTemplate(template, parties, voice)] : []),
    () => wordFromCatalogue(kind, voice, { app: app.name, username: user.username, values }),
  ];
  return {
    template: kind,
    appId: app.id,
    userId: user.id,
    recipient: user.email,
    ...firstThatCan(inOrder),
  };
}

type Words = Pick<NewMail, "subject" | "text" | "html" | "fromAddress" | "fromName">;

/** A template was tried when it was saved. Should it fail all the same, the next words are better than no mail. */
function firstThatCan([first, ...others]: readonly (() => Words)[]): Words {
  if (!first) throw new Error("There are no words for this mail.");
  if (others.length === 0) return first();
  try {
    return first();
  } catch {
    return firstThatCan(others);
  }
}

function requireOwnLink(link: string, hosts: { subdomain: string; domains: readonly string[] } | null): void {
  const { publicUrl } = env();
  const own = new URL(publicUrl);
  const allowed = [
    own.hostname,
    ...(hosts ? [new URL(appOrigin(hosts.subdomain, env())).hostname, ...hosts.domains] : []),
  ];
  const url = new URL(link);
  const here = url.protocol === own.protocol && url.port === own.port && allowed.includes(url.hostname);
  if (!here || url.username || url.password) throw new Error("A mail's link must lead to its app's own origin.");
}
