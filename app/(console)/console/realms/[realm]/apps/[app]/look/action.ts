"use server";

import { z } from "zod";
import { discardDraft, publishVersion, refreshLook, versionInput } from "@/lib/admin/looks";
import { lookInput, saveLook } from "@/lib/admin/save-look";
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
      act: async (administrator, input) =>
        saveLook({ realmId, appId }, input, {
          doer: doerOf(administrator),
          logo: await readSentFile(form, "logo"),
        }),
      next: ({ kind, leftOut }) =>
        paths.consoleLook(realmId, appId, {
          saved: kind,
          ...(kind === "published" && leftOut.length > 0 ? { left_out: leftOut.join(" ") } : {}),
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
      next: () => paths.consoleLook(realmId, appId, { saved: "fetched" }),
    },
  );
}

export async function publishVersionAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, appId } = readAppPath("look");
  return runConsoleForm(
    { form, previous },
    {
      input: versionInput,
      realmId,
      act: (administrator, input) => publishVersion({ realmId, appId }, input, doerOf(administrator)),
      next: () => paths.consoleLook(realmId, appId, { saved: "published" }),
    },
  );
}

export async function discardDraftAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, appId } = readAppPath("look");
  return runConsoleForm(
    { form, previous },
    {
      input: noInput,
      realmId,
      act: (administrator) => discardDraft({ realmId, appId }, doerOf(administrator)),
      next: () => paths.consoleLook(realmId, appId, { saved: "discarded" }),
    },
  );
}
