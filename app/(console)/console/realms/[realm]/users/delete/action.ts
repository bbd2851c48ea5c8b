"use server";

import { deleteUsers, findUsers } from "@/lib/admin/user-records";
import type { FormState } from "@/lib/domain/form-state";
import { say } from "@/lib/domain/messages";
import { done, refuse } from "@/lib/domain/outcome";
import { afterItsName, runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath, readSelected } from "@/lib/web/console-rights";
import { withQuery } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";

export async function deleteUsersAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId } = readRealmPath();
  const ids = readSelected("usr");
  return runConsoleForm(
    { form, previous },
    {
      ...afterItsName({
        nameOf: async () => say("console.users.delete-name", { count: (await findUsers(realmId, ids)).length }),
        act: async (administrator) => {
          if (ids.length === 0) return refuse({ code: "users.none-chosen" });
          const deleted = await deleteUsers(realmId, ids, actorOf(administrator));
          return done({ deleted: deleted.length, skipped: ids.length - deleted.length });
        },
      }),
      realmId,
      next: ({ deleted, skipped }) =>
        withQuery(paths.consoleRealm(realmId, "users"), { deleted: String(deleted), skipped: String(skipped) }),
    },
  );
}
