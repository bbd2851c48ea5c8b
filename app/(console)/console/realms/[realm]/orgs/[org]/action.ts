"use server";

import { deleteOrg, getOrg, orgInput, updateOrg } from "@/lib/admin/orgs";
import { customTextField } from "@/lib/domain/custom-text";
import type { FormState } from "@/lib/domain/form-state";
import { afterItsName, runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

const input = orgInput.extend({ custom: customTextField.optional() });

export async function updateOrgAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input,
      realmId,
      act: (administrator, fields) => updateOrg(realmId, { id, input: fields }, actorOf(administrator)),
      next: () => `${paths.consoleRealm(realmId, "orgs", id)}?saved=yes`,
    },
  );
}

export async function deleteOrgAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      ...afterItsName({
        nameOf: async () => {
          const org = await getOrg(realmId, id);
          return org.ok ? org.value.name : null;
        },
        act: (administrator) => deleteOrg(realmId, id, actorOf(administrator)),
      }),
      realmId,
      next: () => paths.consoleRealm(realmId, "orgs"),
    },
  );
}
