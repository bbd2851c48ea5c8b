"use server";

import { createOrg, newOrgInput } from "@/lib/admin/orgs";
import { customTextField } from "@/lib/domain/custom-text";
import type { FormState } from "@/lib/domain/form-state";
import { runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

const input = newOrgInput.extend({ custom: customTextField.optional() });

export async function createOrgAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input,
      realmId,
      act: (administrator, org) => createOrg(realmId, org, actorOf(administrator)),
      next: ({ id }) => paths.consoleRealm(realmId, "orgs", id),
    },
  );
}
