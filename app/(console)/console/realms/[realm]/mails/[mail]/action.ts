"use server";

import { z } from "zod";
import { openMail, removeOwnWords, sendTestMail } from "@/lib/admin/mail-editor";
import { mailTemplateInput, setMailTemplate } from "@/lib/admin/mail-templates";
import type { FormState } from "@/lib/domain/form-state";
import { languageName } from "@/lib/domain/locale";
import { say } from "@/lib/domain/messages";
import { mapDone, refuse } from "@/lib/domain/outcome";
import { afterItsName, runConsoleForm } from "@/lib/web/console-action";
import { doerOf, readMailPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

const input = mailTemplateInput
  .pick({ subject: true, renderer: true, body: true })
  .extend({ intent: z.string().default("") });

/** Saves the words of a mail; or, by its other button, sends them to whoever wrote them and leaves the form as it is. */
export async function saveMailAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, kind, locale } = readMailPath();
  return runConsoleForm(
    { form, previous },
    {
      input,
      realmId,
      act: async (administrator, { intent, ...words }) => {
        const template = { event_type: kind ?? "", locale, ...words };
        const doer = doerOf(administrator);
        if (intent !== "test") return mapDone(await setMailTemplate(realmId, template, doer), () => null);
        return mapDone(await sendTestMail(realmId, template, doer), () => administrator.email);
      },
      next: (email) =>
        email === null
          ? paths.consoleMailWords(realmId, kind ?? "", { locale, saved: "yes" })
          : { said: say("console.mails.tested", { email }) },
    },
  );
}

/** Has the mail go out in our words again, once its language is typed. */
export async function removeMailAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, kind, locale } = readMailPath();
  return runConsoleForm(
    { form, previous },
    {
      ...afterItsName({
        nameOf: async () => (kind && (await openMail(realmId, { kind, locale })).isOwn ? languageName(locale) : null),
        act: async (administrator) =>
          kind ? removeOwnWords(realmId, { kind, locale }, doerOf(administrator)) : refuse({ code: "not-found" }),
      }),
      realmId,
      next: () => paths.consoleMailWords(realmId, kind ?? "", { locale, saved: "yes" }),
    },
  );
}
