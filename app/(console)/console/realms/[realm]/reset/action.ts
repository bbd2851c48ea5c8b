"use server";

import { resetRealm } from "@/lib/admin/realm-records";
import { findRealm } from "@/lib/admin/realms";
import type { FormState } from "@/lib/domain/form-state";
import { afterItsName, runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

export async function resetRealmAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      ...afterItsName({
        nameOf: async () => (await findRealm(realmId))?.name ?? null,
        act: (administrator) => resetRealm(realmId, actorOf(administrator)),
      }),
      realmId,
      next: () => `${paths.consoleRealm(realmId)}?said=reset`,
    },
  );
}
