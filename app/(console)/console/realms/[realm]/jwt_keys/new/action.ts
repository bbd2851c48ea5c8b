"use server";

import { createJwtKey, newJwtKeyInput } from "@/lib/admin/jwt-keys";
import type { FormState } from "@/lib/domain/form-state";
import { runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

const input = newJwtKeyInput.pick({ algo: true, key: true });

export async function createJwtKeyAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input,
      realmId,
      // A form ends its lines as Windows does, and a pasted secret easily brings one along.
      act: (administrator, { algo, key = "" }) =>
        createJwtKey(realmId, { algo, key: key.replaceAll("\r\n", "\n").trim() }, actorOf(administrator)),
      next: ({ row }) => `${paths.consoleRealm(realmId, "jwt_keys", row.id)}?saved=yes`,
    },
  );
}
