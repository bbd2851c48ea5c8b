import { createSignupToken, discardSignupToken, signupTokenInput } from "@/lib/admin/signup-tokens";
import { mapDone } from "@/lib/domain/outcome";
import { alsoAs, realmRoute } from "./route";
import { shownToken, userTokenAnswer, userTokenBody } from "./user-token-body";

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
    act: ({ realmId, id, actor }) => shownToken(realmId, id, actor.at),
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
