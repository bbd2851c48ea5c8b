"use server";

import { deleteJwtKey } from "@/lib/admin/jwt-keys";
import type { FormState } from "@/lib/domain/form-state";
import { refuse } from "@/lib/domain/outcome";
import { tickField } from "@/lib/domain/realm-form";
import { typedNameInput, typedNameProblem } from "@/lib/domain/typed-name";
import { runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

const input = typedNameInput.extend({ force: tickField });

export async function deleteJwtKeyAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input,
      realmId,
      act: async (administrator, { force, ...typed }) => {
        const problem = typedNameProblem(typed, id);
        return problem ? refuse(problem) : deleteJwtKey(realmId, { id, force }, actorOf(administrator));
      },
      next: () => `${paths.consoleRealm(realmId, "jwt_keys")}?saved=yes`,
    },
  );
}
