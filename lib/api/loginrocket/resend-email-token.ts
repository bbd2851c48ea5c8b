import { sentence } from "@/lib/domain/messages";
import { resendEmailVerification, resendEmailVerificationInput } from "@/lib/flows/resend-email-verification";
import { loginRocketVerb } from "./verb";

/** `POST /v1/resend_email_token`: `{ message }`, whether or not an address waits to be proved (seed 002). */
export const resendEmailTokenVerb = loginRocketVerb("resend_email_token", {
  input: resendEmailVerificationInput,
  flow: resendEmailVerification,
  body: (_, { voice }) => ({ message: sentence(voice, "loginrocket.verification-asked") }),
});
