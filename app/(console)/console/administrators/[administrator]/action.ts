"use server";

import { z } from "zod";
import {
  administratorInput,
  deleteAdministrator,
  getAdministrator,
  renewPassword,
  updateAdministrator,
} from "@/lib/admin/administrators";
import { listRealmNames } from "@/lib/admin/realms";
import type { FormState } from "@/lib/domain/form-state";
import { afterItsName, runOwnerForm } from "@/lib/web/console-action";
import { doerOf, readAdministratorPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

export async function updateAdministratorAction(previous: FormState, form: FormData): Promise<FormState> {
  const id = readAdministratorPath();
  return runOwnerForm(
    { form, previous },
    {
      input: async () => administratorInput(await listRealmNames()),
      act: (administrator, input) => updateAdministrator(id, input, doerOf(administrator)),
      next: () => `${paths.consoleAdministrator(id)}?saved=yes`,
    },
  );
}

export async function renewPasswordAction(previous: FormState, form: FormData): Promise<FormState> {
  const id = readAdministratorPath();
  return runOwnerForm(
    { form, previous },
    {
      input: z.object({}),
      act: (administrator) => renewPassword(id, doerOf(administrator)),
      next: ({ password }) => ({ made: password }),
    },
  );
}

export async function deleteAdministratorAction(previous: FormState, form: FormData): Promise<FormState> {
  const id = readAdministratorPath();
  return runOwnerForm(
    { form, previous },
    {
      ...afterItsName({
        nameOf: async () => (await getAdministrator(id))?.email ?? null,
        act: (administrator) => deleteAdministrator(id, doerOf(administrator)),
      }),
      next: () => paths.consoleAdministrators(),
    },
  );
}
