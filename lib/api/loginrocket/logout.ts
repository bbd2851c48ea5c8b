import { done } from "@/lib/domain/outcome";
import { logout, logoutByToken, logoutInput } from "@/lib/flows/logout";
import { loginRocketVerb } from "./verb";

/**
 * `POST /v1/logout`: an empty object (seed 002). Ends the session of `token`; without one, that of the hosted cookie,
 * where this request may use it.
 */
export const logoutVerb = loginRocketVerb("logout", {
  input: logoutInput,
  flow: async (visit, input, cookie) => {
    if (input.token !== "" || !cookie) return logoutByToken(visit, input);
    await logout(visit, cookie.secret);
    cookie.drop();
    return done({ kind: "logged-out" as const });
  },
  body: () => ({}),
});
