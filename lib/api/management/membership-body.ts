import { z } from "zod";
import type { Membership } from "@/lib/admin/memberships";
import { unixSeconds } from "@/lib/domain/unix-time";
import { customAnswer, customBody, momentAnswer } from "./answer-fields";

/** A membership on the wire, without the objects it joins. */
export const membershipAnswer = z
  .strictObject({
    id: z.string(),
    realm_id: z.string(),
    object: z.literal("membership"),
    user_id: z.string(),
    org_id: z.string().nullable().meta({ description: "null: a membership of the user alone." }),
    permissions: z.array(z.string()),
    custom: customAnswer,
    expires_at: momentAnswer.nullable(),
    created_at: momentAnswer,
  })
  .meta({ id: "Membership" });

export function membershipBody(membership: Omit<Membership, "user" | "org">): z.input<typeof membershipAnswer> {
  return {
    id: membership.id,
    realm_id: membership.realmId,
    object: "membership",
    user_id: membership.userId,
    org_id: membership.orgId,
    permissions: membership.permissions,
    custom: customBody(membership.custom),
    expires_at: membership.expiresAt && unixSeconds(membership.expiresAt),
    created_at: unixSeconds(membership.createdAt),
  };
}
