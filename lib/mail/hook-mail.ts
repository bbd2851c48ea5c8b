import type { NewMail } from "@/lib/db/mails";
import type { Locale } from "@/lib/domain/locale";
import { isMailRenderer, type MailRenderer } from "@/lib/domain/mail-kinds";
import { renderOwnerTemplate, type TemplateValues } from "./owner-template";

/** What a hook of type email says, and in whose name. */
export type MailHook = {
  readonly emailSubject: string | null;
  readonly emailRenderer: string | null;
  readonly emailTemplate: string | null;
  readonly emailFrom: string | null;
  readonly emailFromName: string | null;
};

/** Words a mail by a hook. Throws where its template cannot be rendered. */
export function wordByHook(
  { emailSubject, emailRenderer, emailTemplate, emailFrom, emailFromName }: MailHook,
  values: TemplateValues,
  locale: Locale,
): Pick<NewMail, "subject" | "text" | "html" | "fromAddress" | "fromName"> {
  const renderer: MailRenderer = emailRenderer !== null && isMailRenderer(emailRenderer) ? emailRenderer : "text";
  const template = { subject: emailSubject ?? "", renderer, body: emailTemplate ?? "" };
  return { ...renderOwnerTemplate(template, values, { locale }), fromAddress: emailFrom, fromName: emailFromName };
}
