import { z } from "zod";
import { unixSeconds } from "@/lib/domain/unix-time";
import { momentAnswer } from "./answer-fields";

/** A credential on the wire, without what is secret of it. */
export const credentialAnswer = z.strictObject({
  id: z.string(),
  realm_id: z.string(),
  object: z.literal("credential"),
  user_id: z.string(),
  credential_type: z.string(),
  state: z.enum(["new", "active"]),
  name: z.string().nullable(),
  auth_provider_id: z.string().nullable(),
  provider_user_id: z.string().nullable(),
  token_expires_at: momentAnswer.nullable(),
  created_at: momentAnswer,
});

type Shown = {
  readonly id: string;
  readonly realmId: string;
  readonly userId: string;
  readonly credentialType: string;
  readonly state: "new" | "active";
  readonly name: string | null;
  readonly authProviderId: string | null;
  readonly providerUserId: string | null;
  readonly tokenExpiresAt: Date | null;
  readonly createdAt: Date;
};

export function credentialBody(credential: Shown): z.input<typeof credentialAnswer> {
  return {
    id: credential.id,
    realm_id: credential.realmId,
    object: "credential",
    user_id: credential.userId,
    credential_type: credential.credentialType,
    state: credential.state,
    name: credential.name,
    auth_provider_id: credential.authProviderId,
    provider_user_id: credential.providerUserId,
    token_expires_at: credential.tokenExpiresAt && unixSeconds(credential.tokenExpiresAt),
    created_at: unixSeconds(credential.createdAt),
  };
}
