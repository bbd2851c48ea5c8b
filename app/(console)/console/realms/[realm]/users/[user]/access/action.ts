"use server";

import { z } from "zod";
import {
  deleteCredential,
  getCredentialOf,
  showApiKey,
  updateCredential,
  verifyCredential,
} from "@/lib/admin/credentials";
import { createCredential } from "@/lib/admin/new-credentials";
import { makePasswordLink, requestEmailVerification } from "@/lib/admin/user-links";
import { updateUser } from "@/lib/admin/user-updates";
import { getUser } from "@/lib/admin/users";
import { nameField } from "@/lib/domain/fields";
import type { FormState } from "@/lib/domain/form-state";
import { refuse } from "@/lib/domain/outcome";
import { afterItsName, runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

const noInput = z.object({});
const passwordInput = z.object({ password: z.string().default(""), password_confirmation: z.string().default("") });
const credentialInput = z.object({ id: z.string().default("") });
const codeInput = credentialInput.extend({ code: z.string().default("") });

const here = (realmId: string, id: string, said = "saved") =>
  `${paths.consoleRealm(realmId, "users", id, "access")}?said=${said}`;

export async function setPasswordAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: passwordInput,
      realmId,
      act: async (administrator, input) =>
        input.password
          ? updateUser(realmId, { id, input }, actorOf(administrator))
          : refuse({ code: "password.blank", field: "password" }),
      next: () => here(realmId, id),
    },
  );
}

export async function makeLinkAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: noInput,
      realmId,
      act: (administrator) => makePasswordLink(realmId, { id, mailed: false }, actorOf(administrator)),
      next: ({ link }) => ({ made: link ?? "" }),
    },
  );
}

export async function mailLinkAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: noInput,
      realmId,
      act: (administrator) => makePasswordLink(realmId, { id, mailed: true }, actorOf(administrator)),
      next: () => here(realmId, id, "link-mailed"),
    },
  );
}

export async function mailVerificationAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: noInput,
      realmId,
      act: (administrator) => requestEmailVerification(realmId, id, actorOf(administrator)),
      next: () => here(realmId, id, "verify-mailed"),
    },
  );
}

export async function deleteProfileAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id: userId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: credentialInput,
      realmId,
      act: async (administrator, { id }) => {
        const found = await getCredentialOf(realmId, { userId, id });
        const isProfile = found.ok && found.value.record.providerUserId !== null;
        return isProfile ? deleteCredential(realmId, id, actorOf(administrator)) : refuse({ code: "not-found" });
      },
      next: () => here(realmId, userId),
    },
  );
}

export async function addDeviceAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: z.object({ name: nameField }),
      realmId,
      act: (administrator, { name }) =>
        createCredential(realmId, { user_id: id, credential_type: "totp", name }, actorOf(administrator)),
      next: () => here(realmId, id, "device-added"),
    },
  );
}

export async function verifyDeviceAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id: userId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: codeInput,
      realmId,
      act: async (administrator, { id, code }) => {
        const found = await getCredentialOf(realmId, { userId, id });
        return found.ok ? verifyCredential(realmId, { id, code }, actorOf(administrator)) : found;
      },
      next: ({ recoveryCodes }) => ({ made: (recoveryCodes ?? []).join("\n") }),
    },
  );
}

/** A device that was never put to use is in nobody's way: no name has to be typed. */
export async function dropDeviceAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id: userId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: credentialInput,
      realmId,
      act: async (administrator, { id }) => {
        const found = await getCredentialOf(realmId, { userId, id });
        const isUnused = found.ok && found.value.record.state === "new";
        return isUnused ? deleteCredential(realmId, id, actorOf(administrator)) : refuse({ code: "not-found" });
      },
      next: () => here(realmId, userId),
    },
  );
}

/** The user's only device, in use or not yet. */
export async function deleteDeviceAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      ...afterItsName({
        nameOf: async () => (await getUser(realmId, id))?.username ?? null,
        act: async (administrator) => {
          const user = await getUser(realmId, id);
          const device = user?.credentials.find((one) => one.credentialType === "totp");
          return deleteCredential(realmId, device?.id ?? "", actorOf(administrator));
        },
      }),
      realmId,
      next: () => here(realmId, id),
    },
  );
}

export async function addUserKeyAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: noInput,
      realmId,
      act: (administrator) =>
        createCredential(realmId, { user_id: id, credential_type: "api_key" }, actorOf(administrator)),
      next: ({ apiKey }) => ({ made: apiKey ?? "" }),
    },
  );
}

export async function renewUserKeyAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id: userId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: credentialInput,
      realmId,
      act: async (administrator, { id }) => {
        const found = await getCredentialOf(realmId, { userId, id });
        if (!found.ok || found.value.record.credentialType !== "api_key") return refuse({ code: "not-found" });
        return updateCredential(realmId, { id, input: { api_key: "generate" } }, actorOf(administrator));
      },
      next: ({ apiKey }) => ({ made: apiKey ?? "" }),
    },
  );
}

export async function showUserKeyAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id: userId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: credentialInput,
      realmId,
      act: (administrator, { id }) => showApiKey(realmId, { userId, id }, actorOf(administrator)),
      next: (key) => ({ made: key }),
    },
  );
}
