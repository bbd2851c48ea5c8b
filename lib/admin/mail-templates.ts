import { z } from "zod";
import type { Doer } from "@/lib/db/audit";
import * as store from "@/lib/db/mail-templates";
import { type Locale, locales } from "@/lib/domain/locale";
import {
  isMailKind,
  isMailRenderer,
  type MailKind,
  type MailRenderer,
  templateValues,
  variablesFor,
} from "@/lib/domain/mail-kinds";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import { liquidProblem, renderOwnerTemplate } from "@/lib/mail/owner-template";
import { mailSample } from "./mail-sample";
import { templateProblems } from "./template-problems";

export type { MailTemplate } from "@/lib/db/mail-templates";

/** The realm's own words for its mails, by kind and language. */
export const listMailTemplates = store.listMailTemplates;

/** Has the realm's mails of that kind and language go out in our words again. True for the one call that did. */
export const removeMailTemplate = store.removeMailTemplate;

export const mailTemplateInput = z.object({
  event_type: z.string().default(""),
  locale: z.string().default(""),
  renderer: z.string().default("markdown"),
  subject: z.string().default(""),
  body: z.string().default(""),
});

export type MailTemplateInput = z.output<typeof mailTemplateInput>;

/** Sets the realm's words for one kind of mail in one language, in place of the ones before. All problems at once. */
export async function setMailTemplate(
  realmId: string,
  input: MailTemplateInput,
  doer: Doer,
): Promise<Outcome<{ id: string }>> {
  const read = readTemplate(input);
  return read.ok ? done(await store.putMailTemplate(realmId, read.value, doer)) : read;
}

type Words = { readonly subject: string; readonly text: string; readonly html: string };

/** How a mail by this template would read, with sample values. The same problems as when it is set. */
export function previewMailTemplate(input: MailTemplateInput, sample = mailSample()): Outcome<Words> {
  const read = readTemplate(input);
  return read.ok ? done(renderSample(read.value, sample)) : read;
}

type Template = {
  readonly eventType: MailKind;
  readonly locale: Locale;
  readonly renderer: MailRenderer;
  readonly subject: string;
  readonly body: string;
};

function readTemplate({
  event_type: eventType,
  locale,
  renderer,
  subject,
  body,
}: MailTemplateInput): Outcome<Template> {
  const kind = isMailKind(eventType) ? eventType : null;
  const known = kind ? variablesFor(kind) : null;
  const language = locales.find((one) => one === locale);
  const problems: Problem[] = [
    ...(kind ? [] : [{ code: "mail-template.kind-unknown", field: "event_type" } as const]),
    ...(language ? [] : [{ code: "mail-template.locale-unknown", field: "locale" } as const]),
    ...(isMailRenderer(renderer) ? [] : [{ code: "mail-template.renderer-unknown", field: "renderer" } as const]),
    ...templateProblems("subject", { part: "subject", source: subject, known }),
    ...templateProblems("body", { part: "body", source: body, known }),
  ];
  if (problems.length > 0 || !kind || !language || !isMailRenderer(renderer)) return refuse(...problems);
  const template = {
    eventType: kind,
    locale: language,
    renderer,
    subject: subject.trim(),
    body: body.replaceAll("\r\n", "\n"),
  };
  // What parses may still fail to render: a filter that goes past its memory, say.
  try {
    renderSample(template);
    return done(template);
  } catch (error) {
    return refuse({ code: "mail-template.not-liquid", field: "body", params: liquidProblem(error) });
  }
}

function renderSample(template: Template, { parties, values } = mailSample()): Words {
  return renderOwnerTemplate(template, templateValues(parties, values(template.eventType)), template);
}
