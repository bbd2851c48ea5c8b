import { z } from "zod";
import type { UserDetails } from "@/lib/admin/users";
import { unixSeconds } from "@/lib/domain/unix-time";
import { customAnswer, customBody, momentAnswer, stateAnswer } from "./answer-fields";

const credentialAnswer = z.strictObject({
  id: z.string(),
  credential_type: z.string(),
  object: z.literal("credential"),
});

/** A user on the wire (authrocket-1.md §1.7). Of their credentials it says which there are, and no secret. */
export const userAnswer = z
  .strictObject({
    id: z.string(),
    realm_id: z.string(),
    username: z.string(),
    state: stateAnswer,
    user_type: z.enum(["human", "api"]),
    reference: z.string().nullable(),
    custom: customAnswer,
    name: z.string().nullable(),
    email: z.string().nullable(),
    email_verification: z.enum(["none", "requested", "verified"]),
    object: z.literal("user"),
    last_login_at: momentAnswer.nullable(),
    created_at: momentAnswer,
    first_name: z.string().nullable(),
    last_name: z.string().nullable(),
    membership_count: z.number(),
    credentials: z.array(credentialAnswer),
  })
  .meta({ id: "User" });

export function userBody(user: UserDetails): z.input<typeof userAnswer> {
  return {
    id: user.id,
    realm_id: user.realmId,
    username: user.username,
    state: user.state,
    user_type: user.userType,
    reference: user.reference,
    custom: customBody(user.custom),
    name: user.name,
    email: user.email,
    email_verification: user.emailVerification,
    object: "user",
    last_login_at: user.lastLoginAt && unixSeconds(user.lastLoginAt),
    created_at: unixSeconds(user.createdAt),
    first_name: user.firstName,
    last_name: user.lastName,
    membership_count: user._count.memberships,
    credentials: user.credentials.map(({ id, credentialType }) => ({
      id,
      credential_type: credentialType,
      object: "credential",
    })),
  };
}
