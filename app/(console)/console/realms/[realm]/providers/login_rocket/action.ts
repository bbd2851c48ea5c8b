"use server";

import { setOwn } from "@/lib/admin/own-providers";
import { realmLookInput, saveRealmLook } from "@/lib/admin/realm-pages";
import { realmPagesForm } from "@/lib/domain/app-form";
import type { FormState } from "@/lib/domain/form-state";
import { runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { withQuery } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";

export async function updateRealmPagesAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: realmPagesForm,
      realmId,
      act: (administrator, input) => setOwn(realmId, { type: "login_rocket", input }, actorOf(administrator)),
      next: () => `${paths.consoleRealm(realmId, "providers", "login_rocket")}?saved=yes`,
    },
  );
}

export async function updateRealmLookAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId } = readRealmPath();
  const here = paths.consoleRealm(realmId, "providers", "login_rocket");
  return runConsoleForm(
    { form, previous },
    {
      input: realmLookInput,
      realmId,
      act: (administrator, input) => saveRealmLook(realmId, input, actorOf(administrator)),
      next: ({ leftOut }) => withQuery(here, { saved: "yes", left_out: leftOut.join(" ") }),
    },
  );
}
