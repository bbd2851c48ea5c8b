"use server";

import { setUpFirstAdministrator, setupInput } from "@/lib/admin/setup";
import type { FormState } from "@/lib/domain/form-state";
import { runDoorForm } from "@/lib/web/console-action";
import { paths } from "@/lib/web/paths";

export async function setupAction(previous: FormState, form: FormData): Promise<FormState> {
  return runDoorForm(
    { form, previous },
    { input: setupInput, act: setUpFirstAdministrator, next: () => `${paths.consoleLogin()}?done=setup` },
  );
}
