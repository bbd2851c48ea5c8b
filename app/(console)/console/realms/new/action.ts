"use server";

import { createRealmRecord } from "@/lib/admin/realm-records";
import type { FormState } from "@/lib/domain/form-state";
import { newRealmFormInput } from "@/lib/domain/realm-form";
import { runOwnerForm } from "@/lib/web/console-action";
import { actorOf } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

export async function createRealmAction(previous: FormState, form: FormData): Promise<FormState> {
  return runOwnerForm(
    { form, previous },
    {
      input: newRealmFormInput,
      act: (administrator, realm) => createRealmRecord(realm, actorOf(administrator)),
      next: ({ id }) => paths.consoleRealm(id),
    },
  );
}
