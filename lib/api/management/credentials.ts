import { z } from "zod";
import {
  type Credential,
  deleteCredential,
  getCredential,
  updateCredential,
  verifyCredential,
} from "@/lib/admin/credentials";
import { createCredential } from "@/lib/admin/new-credentials";
import { credentialInput, newCredentialInput } from "@/lib/domain/credential-fields";
import { mapDone } from "@/lib/domain/outcome";
import { mayDo } from "@/lib/request/caller";
import { credentialAnswer, credentialBody } from "./credential-body";
import { realmRoute } from "./route";

const withSecretsAnswer = credentialAnswer
  .extend({
    api_key: z.string().optional().meta({
      description: "Of a new key; of any key, where the realm encrypts them. Shown to keys of level write.",
    }),
    access_token: z.string().optional().meta({
      description: "Of a profile, where the realm keeps the tokens of providers. Shown to keys of level write.",
    }),
    otp_secret: z
      .string()
      .optional()
      .meta({ description: "Of a totp credential while it is new. To keys of level write." }),
    provisioning_uri: z.string().optional().meta({ description: "The same, for a QR code." }),
    recovery_codes: z.array(z.string()).optional().meta({ description: "Once, by verify." }),
  })
  .meta({ id: "Credential" });

/** A credential with its secrets. Never a password, nor a hash of one. */
function withSecrets({
  record,
  apiKey,
  accessToken,
  otp,
  recoveryCodes,
}: Credential): z.input<typeof withSecretsAnswer> {
  return {
    ...credentialBody(record),
    ...(apiKey === null ? {} : { api_key: apiKey }),
    ...(accessToken === null ? {} : { access_token: accessToken }),
    ...(otp ? { otp_secret: otp.secret, provisioning_uri: otp.uri } : {}),
    ...(recoveryCodes ? { recovery_codes: [...recoveryCodes] } : {}),
  };
}

/** `/v1/credentials`: what users prove themselves with. Their ids stand in `user.credentials`. */
export const credentialRoutes = [
  realmRoute("GET", "/credentials/{id}", {
    level: "read",
    summary: "Get a credential",
    answer: withSecretsAnswer,
    act: async ({ realmId, id, caller }) =>
      mapDone(await getCredential(realmId, id), (one) =>
        mayDo(caller, "write") ? withSecrets(one) : credentialBody(one.record),
      ),
  }),
  realmRoute("POST", "/credentials", {
    level: "write",
    summary: "Create a credential",
    about:
      "password takes the place of any other. api_key is for API users. totp needs a name, and counts for nothing before verify. The others are profiles at external providers.",
    root: "credential",
    fields: newCredentialInput,
    status: 201,
    answer: withSecretsAnswer,
    act: async ({ realmId, fields, actor }) => mapDone(await createCredential(realmId, fields, actor), withSecrets),
  }),
  realmRoute("PUT", "/credentials/{id}", {
    level: "write",
    summary: "Update a credential",
    about:
      "A password, a key, or the name of a totp credential. A new password is a new credential, with an id of its own.",
    root: "credential",
    fields: credentialInput,
    answer: withSecretsAnswer,
    act: async ({ realmId, id, fields, actor }) =>
      mapDone(await updateCredential(realmId, { id, input: fields }, actor), withSecrets),
  }),
  realmRoute("DELETE", "/credentials/{id}", {
    level: "write",
    summary: "Delete a credential",
    about: "What was begun with it ends: with a password or a profile the sessions, with totp the recovery codes.",
    act: ({ realmId, id, actor }) => deleteCredential(realmId, id, actor),
  }),
  realmRoute("POST", "/credentials/{id}/verify", {
    level: "write",
    summary: "Put a totp credential to use",
    about: "By a code of the authenticator. Answers ten recovery codes, this once.",
    root: "credential",
    fields: z.object({ code: z.string() }),
    answer: withSecretsAnswer,
    act: async ({ realmId, id, fields, actor }) =>
      mapDone(await verifyCredential(realmId, { id, code: fields.code }, actor), withSecrets),
  }),
];
