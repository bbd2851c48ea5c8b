"use server";

import { deleteRealm } from "@/lib/admin/realm-records";
import { findRealm } from "@/lib/admin/realms";
import type { FormState } from "@/lib/domain/form-state";
import { afterItsName, runOwnerForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

export async function deleteRealmAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId } = readRealmPath();
  return runOwnerForm(
    { form, previous },
    {
      ...afterItsName({
        nameOf: async () => (await findRealm(realmId))?.name ?? null,
        act: (administrator) => deleteRealm(realmId, actorOf(administrator)),
      }),
      next: () => paths.console(),
    },
  );
}
