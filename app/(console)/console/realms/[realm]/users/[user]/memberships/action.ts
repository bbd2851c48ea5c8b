"use server";

import { createMembership, newMembershipInput } from "@/lib/admin/memberships";
import { customTextField } from "@/lib/domain/custom-text";
import type { FormState } from "@/lib/domain/form-state";
import { lastDayField, permissionsTextField } from "@/lib/domain/membership-text";
import { runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

const input = newMembershipInput.pick({ org_id: true }).extend({
  permissions: permissionsTextField.optional(),
  expires_at: lastDayField.optional(),
  custom: customTextField.optional(),
});

export async function createMembershipAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input,
      realmId,
      act: (administrator, fields) => createMembership(realmId, { ...fields, user_id: id }, actorOf(administrator)),
      next: () => `${paths.consoleRealm(realmId, "users", id, "memberships")}?saved=yes`,
    },
  );
}
