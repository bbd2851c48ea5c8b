"use server";

import { deleteUser } from "@/lib/admin/user-records";
import { updateUser } from "@/lib/admin/user-updates";
import { getUser } from "@/lib/admin/users";
import { customTextField } from "@/lib/domain/custom-text";
import type { FormState } from "@/lib/domain/form-state";
import { userInput } from "@/lib/domain/user-fields";
import { afterItsName, runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

const input = userInput.extend({ custom: customTextField.optional() });

/** Of what is sent, `updateUser` takes what a user of that type has: the name of a human is made, not sent. */
export async function updateUserAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input,
      realmId,
      act: (administrator, fields) => updateUser(realmId, { id, input: fields }, actorOf(administrator)),
      next: () => `${paths.consoleRealm(realmId, "users", id)}?saved=yes`,
    },
  );
}

export async function deleteUserAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      ...afterItsName({
        nameOf: async () => (await getUser(realmId, id))?.username ?? null,
        act: (administrator) => deleteUser(realmId, id, actorOf(administrator)),
      }),
      realmId,
      next: () => `${paths.consoleRealm(realmId, "users")}?deleted=1`,
    },
  );
}
