"use server";

import { updateRealm } from "@/lib/admin/realm-records";
import type { FormState } from "@/lib/domain/form-state";
import { realmFormInput, realmOfForm } from "@/lib/domain/realm-form";
import { runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

export async function updateRealmAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: realmFormInput,
      realmId,
      act: (administrator, fields) => updateRealm({ id: realmId, input: realmOfForm(fields) }, actorOf(administrator)),
      next: () => `${paths.consoleRealm(realmId, "settings")}?saved=yes`,
    },
  );
}
