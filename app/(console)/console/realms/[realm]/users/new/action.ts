"use server";

import { createUser } from "@/lib/admin/user-records";
import { customTextField } from "@/lib/domain/custom-text";
import type { FormState } from "@/lib/domain/form-state";
import { userInput } from "@/lib/domain/user-fields";
import { runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

const input = userInput.omit({ name: true }).extend({ custom: customTextField.optional() });

export async function createUserAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input,
      realmId,
      act: (administrator, fields) => createUser(realmId, { ...fields, user_type: "human" }, actorOf(administrator)),
      next: ({ user }) => paths.consoleRealm(realmId, "users", user.id),
    },
  );
}
