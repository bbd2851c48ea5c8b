"use server";

import { z } from "zod";
import { ownSentencesInput, saveOwnSentences } from "@/lib/admin/own-sentences";
import type { FormState } from "@/lib/domain/form-state";
import { runConsoleForm } from "@/lib/web/console-action";
import { doerOf, readAppPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

const text = z.string().default("");

export async function saveSentencesAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, appId, query } = readAppPath("words");
  const [locale, area] = [query.get("locale") ?? "en", query.get("area") ?? "login"];
  return runConsoleForm(
    { form, previous },
    {
      input: ownSentencesInput(area).extend({ base: text, step: text }),
      realmId,
      act: (administrator, { base = "", step, ...given }) =>
        saveOwnSentences({ realmId, appId, locale, base, over: step === "draft-over" }, given, doerOf(administrator)),
      next: () => paths.consoleWords(realmId, appId, { locale, area, saved: "yes" }),
    },
  );
}
