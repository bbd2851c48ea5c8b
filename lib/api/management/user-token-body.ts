import { z } from "zod";
import { getSignupToken, type SignupToken } from "@/lib/admin/signup-tokens";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";

/** A signup token on the wire, in the order of seed 000. */
export const userTokenAnswer = z
  .strictObject({
    id: z.string().meta({ description: "The token itself." }),
    first_name: z.string().nullable(),
    last_name: z.string().nullable(),
    email: z.string().nullable(),
    username: z.string(),
    object: z.literal("user_token"),
    credential_type: z.string(),
  })
  .meta({ id: "UserToken" });

/** No password and no hash ever is among it. */
export function userTokenBody(token: SignupToken): z.input<typeof userTokenAnswer> {
  return {
    id: token.id,
    first_name: token.firstName,
    last_name: token.lastName,
    email: token.email,
    username: token.username,
    object: "user_token",
    credential_type: token.credentialType,
  };
}

/** A token that can still be redeemed; any other is a `not-found`. */
export async function shownToken(
  realmId: string,
  token: string,
  at: Date,
): Promise<Outcome<z.input<typeof userTokenAnswer>>> {
  const found = await getSignupToken(realmId, token, at);
  return found ? done(userTokenBody(found)) : refuse({ code: "not-found" });
}
