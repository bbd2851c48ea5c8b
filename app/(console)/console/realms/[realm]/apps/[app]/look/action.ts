"use server";

import { z } from "zod";
import { lookInput, refreshLook, removeLogo, saveLogo, saveLook } from "@/lib/admin/looks";
import type { FormState } from "@/lib/domain/form-state";
import { runConsoleForm } from "@/lib/web/console-action";
import { doerOf, readAppPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";
import { readSentFile } from "@/lib/web/sent-file";

const noInput = z.object({});

export async function saveLookAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, appId } = readAppPath("look");
  return runConsoleForm(
    { form, previous },
    {
      input: lookInput,
      realmId,
      act: (administrator, input) => saveLook({ realmId, appId }, input, { doer: doerOf(administrator) }),
      next: ({ leftOut }) =>
        paths.consoleLook(realmId, appId, {
          saved: "yes",
          ...(leftOut.length > 0 ? { left_out: leftOut.join(" ") } : {}),
        }),
    },
  );
}

export async function fetchCssAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, appId } = readAppPath("look");
  return runConsoleForm(
    { form, previous },
    {
      input: noInput,
      realmId,
      act: (administrator) => refreshLook({ realmId, appId }, { doer: doerOf(administrator) }),
      next: () => paths.consoleLook(realmId, appId, { saved: "yes" }),
    },
  );
}

export async function saveLogoAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, appId } = readAppPath("look");
  return runConsoleForm(
    { form, previous },
    {
      input: noInput,
      realmId,
      act: async (administrator) =>
        saveLogo({ realmId, appId }, await readSentFile(form, "logo"), doerOf(administrator)),
      next: () => paths.consoleLook(realmId, appId, { saved: "yes" }),
    },
  );
}

export async function removeLogoAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, appId } = readAppPath("look");
  return runConsoleForm(
    { form, previous },
    {
      input: noInput,
      realmId,
      act: (administrator) => removeLogo({ realmId, appId }, doerOf(administrator)),
      next: () => paths.consoleLook(realmId, appId, { saved: "yes" }),
    },
  );
}
