import { sentence } from "@/lib/domain/messages";
import { verifyEmail, verifyEmailInput } from "@/lib/flows/verify-email";
import { loginRocketVerb } from "./verb";

/** `POST /v1/verify_email`: `{ message }` (seed 002). It logs nobody in. */
export const verifyEmailVerb = loginRocketVerb("verify_email", {
  input: verifyEmailInput,
  flow: (visit, input) => verifyEmail(visit, input),
  body: (_, { voice }) => ({ message: sentence(voice, "loginrocket.email-verified") }),
});
