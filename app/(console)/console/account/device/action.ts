"use server";

import { z } from "zod";
import {
  dropOwnDevice,
  enrolOwnDevice,
  firstCodeInput,
  ownPasswordOnly,
  removeOwnDevice,
  startOwnDevice,
} from "@/lib/admin/own-device";
import type { FormState } from "@/lib/domain/form-state";
import { runAccountForm } from "@/lib/web/console-action";
import { doerOf } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

export async function startOwnDeviceAction(previous: FormState, form: FormData): Promise<FormState> {
  return runAccountForm(
    { form, previous },
    {
      input: ownPasswordOnly,
      act: (administrator, input) => startOwnDevice(administrator, input, doerOf(administrator)),
      next: paths.consoleDevice,
    },
  );
}

export async function enrolOwnDeviceAction(previous: FormState, form: FormData): Promise<FormState> {
  return runAccountForm(
    { form, previous },
    {
      input: firstCodeInput,
      act: (administrator, input) => enrolOwnDevice(administrator, input, doerOf(administrator)),
      next: ({ recoveryCodes }) => ({ made: recoveryCodes.join("\n") }),
    },
  );
}

export async function dropOwnDeviceAction(previous: FormState, form: FormData): Promise<FormState> {
  return runAccountForm({ form, previous }, { input: z.object({}), act: dropOwnDevice, next: paths.consoleDevice });
}

export async function removeOwnDeviceAction(previous: FormState, form: FormData): Promise<FormState> {
  return runAccountForm(
    { form, previous },
    {
      input: ownPasswordOnly,
      act: (administrator, input) => removeOwnDevice(administrator, input, doerOf(administrator)),
      next: () => `${paths.consoleAccount()}?saved=yes`,
    },
  );
}
