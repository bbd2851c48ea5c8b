import { findMailHook } from "@/lib/db/app-hooks";
import type { Doer } from "@/lib/db/audit";
import * as store from "@/lib/db/mail-templates";
import { queueTestMail } from "@/lib/db/mails";
import { type Throttle, takeTry } from "@/lib/db/throttles";
import { isWordedByHooks } from "@/lib/domain/hook-mail";
import { type Locale, locales } from "@/lib/domain/locale";
import { isMailKind, type MailKind, type MailValues, mailKinds, templateValues } from "@/lib/domain/mail-kinds";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { throttleRules } from "@/lib/domain/throttle-rules";
import { catalogueTemplate, wordFromCatalogue } from "@/lib/mail/catalogue-mail";
import { renderOwnerTemplate } from "@/lib/mail/owner-template";
import { noPreview, previewOf } from "@/lib/mail/preview";
import { throttleKey } from "@/lib/tokens/secret-token";
import { findMailSample } from "./mail-sample";
import { type MailTemplateInput, previewMailTemplate } from "./mail-templates";

/** Sentences in the place of a mail that cannot be shown, as a document. */
export const showNoPreview = noPreview;

/** One kind of mail, in one language. */
export type MailOf = { readonly kind: MailKind; readonly locale: Locale };

/** Every kind of mail that a realm sends, and the languages in which it has words of its own for it. */
export async function listMailKinds(realmId: string): Promise<{ kind: MailKind; locales: Locale[] }[]> {
  const own = await store.listMailTemplates(realmId);
  const kinds = Object.keys(mailKinds).filter(isMailKind);
  return kinds.map((kind) => ({
    kind,
    locales: locales.filter((one) => own.some(({ eventType, locale }) => eventType === kind && locale === one)),
  }));
}

/** What somebody who words a mail begins with. */
export type OpenMail = {
  /** The realm's own words in that language; else ours, as a template to begin with. */
  readonly words: Pick<store.MailTemplate, "subject" | "renderer" | "body">;
  readonly isOwn: boolean;
  /** Without own words in that language the English own ones go out, where there are such. */
  readonly isEnglishUsed: boolean;
  /** A hook of type email whose words come before these. */
  readonly hook: { readonly id: string; readonly realmId: string | null } | null;
};

/** A realm's mail of that kind and language, as its editor shows it. */
export async function openMail(realmId: string, { kind, locale }: MailOf): Promise<OpenMail> {
  const [best, hook, { voice }] = await Promise.all([
    store.findMailTemplate(realmId, kind, [locale, "en"]),
    isWordedByHooks(kind) ? findMailHook(realmId, kind) : null,
    findMailSample(realmId, locale),
  ]);
  const own = best?.locale === locale ? best : null;
  return {
    words: own ?? { renderer: "markdown", ...catalogueTemplate(kind, voice) },
    isOwn: own !== null,
    isEnglishUsed: best !== null && own === null,
    hook: hook && { id: hook.id, realmId: hook.realmId },
  };
}

/** How the mail goes out now, as a document to be shown in a frame: the words that `composeMail` would choose. */
export async function previewSentMail(realmId: string, { kind, locale }: MailOf): Promise<string> {
  const [template, { parties, values, voice }] = await Promise.all([
    store.findMailTemplate(realmId, kind, [locale, "en"]),
    findMailSample(realmId, locale),
  ]);
  const said = values(kind);
  const ours = () =>
    wordFromCatalogue(kind, voice, {
      app: parties.app.name,
      username: parties.user.username,
      values: said as MailValues<MailKind>,
    });
  return previewOf(template ? renderOwnerTemplate(template, templateValues(parties, said), { locale }) : ours());
}

/** The same for what is being typed, or what is wrong with it. */
export async function previewTypedMail(realmId: string, input: MailTemplateInput): Promise<Outcome<string>> {
  const outcome = previewMailTemplate(input, await findMailSample(realmId, "en"));
  return outcome.ok ? done(previewOf(outcome.value)) : outcome;
}

/**
 * Sends what is being typed to the administrator who types it, with sample values, by the queue as any mail. Twenty in
 * an hour.
 */
export async function sendTestMail(realmId: string, input: MailTemplateInput, doer: Doer): Promise<Outcome<null>> {
  const outcome = previewMailTemplate(input, await findMailSample(realmId, "en"));
  if (!outcome.ok) return outcome;
  const { id, email } = doer.administrator;
  const limit: Throttle = { scope: "-", rule: throttleRules.testMails, keyHash: throttleKey(`test ${id}`) };
  const wait = await takeTry(limit, doer.at);
  if (wait > 0) return refuse({ code: "throttle.wait", retryAfter: wait });
  const { event_type: template, locale } = input;
  await queueTestMail(realmId, { template, appId: null, userId: null, recipient: email, ...outcome.value }, doer, {
    locale,
  });
  return done(null);
}

/** Has a mail go out in our words again, or in the realm's English ones. */
export async function removeOwnWords(realmId: string, { kind, locale }: MailOf, doer: Doer): Promise<Outcome<null>> {
  const own = await store.findMailTemplate(realmId, kind, [locale]);
  const wasThere = own !== null && (await store.removeMailTemplate(realmId, own.id, doer));
  return wasThere ? done(null) : refuse({ code: "not-found" });
}
