"use server";

import { deleteMembership, getMembership, membershipInput, updateMembership } from "@/lib/admin/memberships";
import { customTextField } from "@/lib/domain/custom-text";
import type { FormState } from "@/lib/domain/form-state";
import { lastDay, lastDayField, permissionsTextField } from "@/lib/domain/membership-text";
import { mapDone } from "@/lib/domain/outcome";
import { afterItsName, runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

const input = membershipInput.pick({}).extend({
  permissions: permissionsTextField.optional(),
  expires_at: lastDayField.optional(),
  custom: customTextField.optional(),
});

export async function updateMembershipAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input,
      realmId,
      act: async (administrator, { permissions, expires_at, custom }) => {
        const actor = actorOf(administrator);
        const before = await getMembership(realmId, id, actor.at);
        if (!before.ok) return before;
        // A day says no hour: the moment stays as it is while its day does.
        const isSameDay = lastDay(expires_at ?? null) === lastDay(before.value.expiresAt);
        const fields = { permissions, custom, ...(isSameDay ? {} : { expires_at }) };
        return updateMembership(realmId, { id, input: fields }, actor);
      },
      next: () => `${paths.consoleRealm(realmId, "memberships", id)}?saved=yes`,
    },
  );
}

export async function deleteMembershipAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      ...afterItsName({
        nameOf: async () => {
          const found = await getMembership(realmId, id, new Date());
          return found.ok ? found.value.user.username : null;
        },
        act: async (administrator) => {
          const actor = actorOf(administrator);
          const before = await getMembership(realmId, id, actor.at);
          if (!before.ok) return before;
          return mapDone(await deleteMembership(realmId, id, actor), () => before.value.userId);
        },
      }),
      realmId,
      next: (userId) => `${paths.consoleRealm(realmId, "users", userId, "memberships")}?saved=yes`,
    },
  );
}
