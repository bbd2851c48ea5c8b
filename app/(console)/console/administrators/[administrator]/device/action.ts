"use server";

import { getAdministrator } from "@/lib/admin/administrators";
import { removeDeviceOf } from "@/lib/admin/own-device";
import type { FormState } from "@/lib/domain/form-state";
import { afterItsName, runOwnerForm } from "@/lib/web/console-action";
import { doerOf, readAdministratorPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

export async function removeDeviceOfAction(previous: FormState, form: FormData): Promise<FormState> {
  const id = readAdministratorPath();
  return runOwnerForm(
    { form, previous },
    {
      ...afterItsName({
        nameOf: async () => (await getAdministrator(id))?.email ?? null,
        act: (administrator) => removeDeviceOf(id, doerOf(administrator)),
      }),
      next: () => `${paths.consoleAdministrator(id)}?saved=yes`,
    },
  );
}
