import { checkSession, checkSessionInput } from "@/lib/flows/check-session";
import { loginRocketVerb } from "./verb";

/** `POST /v1/check_session`: `{ valid: true }`, or an error with `valid: false` (seed 002). */
export const checkSessionVerb = loginRocketVerb("check_session", {
  input: checkSessionInput,
  flow: checkSession,
  body: () => ({ valid: true }),
  refusal: { valid: false },
});
