import { z } from "zod";
import {
  createSignupToken,
  discardSignupToken,
  getSignupToken,
  type SignupToken,
  signupTokenInput,
} from "@/lib/admin/signup-tokens";
import { done, mapDone, refuse } from "@/lib/domain/outcome";
import { alsoAs, realmRoute } from "./route";

const userTokenAnswer = z
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

/** A signup token, in the order of seed 000. No password and no hash ever is among it. */
function userTokenBody(token: SignupToken): z.input<typeof userTokenAnswer> {
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

const routes = [
  realmRoute("POST", "/user_tokens", {
    level: "write",
    summary: "Create a signup token",
    about: "Keeps what a user can be made of later. Other open tokens for the same name do not matter.",
    root: "user_token",
    fields: signupTokenInput,
    status: 201,
    answer: userTokenAnswer,
    act: async ({ realmId, fields, actor }) => mapDone(await createSignupToken(realmId, fields, actor), userTokenBody),
  }),
  realmRoute("GET", "/user_tokens/{id}", {
    level: "read",
    summary: "Get a signup token",
    about: "One that can still be redeemed; any other is a 404.",
    answer: userTokenAnswer,
    act: async ({ realmId, id, actor }) => {
      const token = await getSignupToken(realmId, id, actor.at);
      return token ? done(userTokenBody(token)) : refuse({ code: "not-found" });
    },
  }),
  realmRoute("DELETE", "/user_tokens/{id}", {
    level: "write",
    summary: "Discard a signup token",
    about: "No user can be made of it any more.",
    act: ({ realmId, id, actor }) => discardSignupToken(realmId, id, actor.at),
  }),
];

/** `/v1/user_tokens`, and the same as `/v1/signup_tokens` (seed 000: both names mean the same). */
export const userTokenRoutes = [...routes, ...alsoAs("/signup_tokens", routes)];
