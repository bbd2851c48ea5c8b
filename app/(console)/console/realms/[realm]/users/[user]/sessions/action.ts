"use server";

import { z } from "zod";
import { deleteSession, deleteSessionsOf, getSession } from "@/lib/admin/sessions";
import type { FormState } from "@/lib/domain/form-state";
import { refuse } from "@/lib/domain/outcome";
import { runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

const input = z.object({ id: z.string().default("") });

export async function endUserSessionAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id: userId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input,
      realmId,
      act: async (administrator, { id }) => {
        const actor = actorOf(administrator);
        const found = await getSession(realmId, id, actor.at);
        const isTheirs = found.ok && found.value.user.id === userId;
        return isTheirs ? deleteSession(realmId, id, actor) : refuse({ code: "not-found" });
      },
      next: () => `${paths.consoleRealm(realmId, "users", userId, "sessions")}?saved=yes`,
    },
  );
}

export async function endUserSessionsAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id: userId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: z.object({}),
      realmId,
      act: (administrator) => deleteSessionsOf(realmId, userId, actorOf(administrator)),
      next: () => `${paths.consoleRealm(realmId, "users", userId, "sessions")}?saved=yes`,
    },
  );
}
