import { sentence } from "@/lib/domain/messages";
import { done } from "@/lib/domain/outcome";
import { signup, signupInput } from "@/lib/flows/signup";
import { enteredBody } from "./entered-body";
import { loginRocketVerb } from "./verb";

/**
 * `POST /v1/signup`: as `login`, with `&signup=true` in `url`; in mode user_token `{ token: "utk_…", url }` (seed 002).
 * Where nobody is let in before they have proved their address, `{ result: "need_email_verification", message }`.
 */
export const signupVerb = loginRocketVerb("signup", {
  input: signupInput,
  flow: async (visit, input, cookie) => {
    const outcome = await signup(visit, input);
    if (!outcome.ok) return outcome;
    const { value } = outcome;
    switch (value.kind) {
      case "signup-token":
        return done({ token: value.token, url: value.url });
      case "verify-email-first":
        return done({
          result: "need_email_verification",
          message: sentence(visit.voice, "loginrocket.verify-email-first"),
        });
      default:
        return enteredBody(visit, value, cookie);
    }
  },
  body: (said) => said,
});
