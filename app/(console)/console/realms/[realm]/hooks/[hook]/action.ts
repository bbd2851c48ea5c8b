"use server";

import { z } from "zod";
import { deleteHook, getHook, hookInput, pingHook, renewHookKey, updateHook } from "@/lib/admin/app-hooks";
import { redeliverByHand } from "@/lib/admin/hook-deliveries";
import type { FormState } from "@/lib/domain/form-state";
import { afterItsName, runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

// Of either kind: what its form does not ask stays as it is.
const input = hookInput.omit({ hook_type: true });
const noInput = z.object({});
const deliveryInput = z.object({ id: z.string().default("") });

export async function updateHookAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input,
      realmId,
      act: (administrator, fields) => updateHook(realmId, { id, input: fields }, actorOf(administrator)),
      next: () => `${paths.consoleRealm(realmId, "hooks", id)}?saved=yes`,
    },
  );
}

export async function renewHookKeyAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: noInput,
      realmId,
      act: (administrator) => renewHookKey(realmId, id, actorOf(administrator)),
      next: ({ key }) => ({ made: key ?? "" }),
    },
  );
}

export async function pingHookAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: noInput,
      realmId,
      act: (administrator) => pingHook(realmId, id, actorOf(administrator)),
      next: ({ eventId }) => paths.consoleRealm(realmId, "events", eventId),
    },
  );
}

export async function redeliverAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id: hookId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: deliveryInput,
      realmId,
      act: (administrator, { id }) => redeliverByHand(realmId, { hookId, id }, actorOf(administrator)),
      next: () => `${paths.consoleRealm(realmId, "hooks", hookId)}?saved=yes`,
    },
  );
}

export async function deleteHookAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      ...afterItsName({
        nameOf: async () => (await getHook(realmId, id))?.id ?? null,
        act: (administrator) => deleteHook(realmId, id, actorOf(administrator)),
      }),
      realmId,
      next: () => paths.consoleRealm(realmId, "hooks"),
    },
  );
}
