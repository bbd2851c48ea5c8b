import { z } from "zod";
import type { ListedJwtKey } from "@/lib/admin/jwt-keys";
import { unixSeconds } from "@/lib/domain/unix-time";
import { momentAnswer } from "./answer-fields";

/** A signing key on the wire, as a list has it. */
export const jwtKeyAnswer = z
  .strictObject({
    id: z.string(),
    realm_id: z.string(),
    object: z.literal("jwt_key"),
    algo: z.enum(["hs256", "rs256"]),
    use: z.literal("sign"),
    expired: z.boolean().meta({ description: "It was replaced: it signs nothing new." }),
    created_at: momentAnswer,
  })
  .meta({ id: "JwtKey" });

/** The same by itself. */
export const wholeJwtKeyAnswer = jwtKeyAnswer
  .extend({
    key: z.string().meta({ description: "What verifies: of hs256 the secret, of rs256 the public key as PEM." }),
  })
  .meta({ id: "WholeJwtKey" });

export function jwtKeyBody(key: ListedJwtKey): z.input<typeof jwtKeyAnswer> {
  return {
    id: key.id,
    realm_id: key.realmId,
    object: "jwt_key",
    algo: key.algo,
    use: "sign",
    expired: key.expiredAt !== null,
    created_at: unixSeconds(key.createdAt),
  };
}
