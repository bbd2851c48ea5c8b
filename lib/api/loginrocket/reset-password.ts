import { sentence } from "@/lib/domain/messages";
import { resetPassword, resetPasswordInput } from "@/lib/flows/reset-password";
import { loginRocketVerb } from "./verb";

/** `POST /v1/reset_password`: `{ message }` (seed 002). It logs nobody in. */
export const resetPasswordVerb = loginRocketVerb("reset_password", {
  input: resetPasswordInput,
  flow: resetPassword,
  body: (_, { voice }) => ({ message: sentence(voice, "loginrocket.password-reset") }),
});
