import { z } from "zod";
import type { Org } from "@/lib/admin/orgs";
import { unixSeconds } from "@/lib/domain/unix-time";
import { customAnswer, customBody, momentAnswer, stateAnswer } from "./answer-fields";

/** An organisation on the wire. */
export const orgAnswer = z
  .strictObject({
    id: z.string(),
    realm_id: z.string(),
    object: z.literal("org"),
    name: z.string(),
    state: stateAnswer,
    reference: z.string().nullable(),
    custom: customAnswer,
    created_at: momentAnswer,
  })
  .meta({ id: "Org" });

export function orgBody(org: Org): z.input<typeof orgAnswer> {
  return {
    id: org.id,
    realm_id: org.realmId,
    object: "org",
    name: org.name,
    state: org.state,
    reference: org.reference,
    custom: customBody(org.custom),
    created_at: unixSeconds(org.createdAt),
  };
}
