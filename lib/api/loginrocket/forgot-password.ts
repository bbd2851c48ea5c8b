import { sentence } from "@/lib/domain/messages";
import { forgotPassword, forgotPasswordInput } from "@/lib/flows/forgot-password";
import { loginRocketVerb } from "./verb";

/** `POST /v1/forgot_password`: `{ message }`, whoever has that name, or nobody (seed 002). */
export const forgotPasswordVerb = loginRocketVerb("forgot_password", {
  input: forgotPasswordInput,
  flow: forgotPassword,
  body: (_, { voice }) => ({ message: sentence(voice, "loginrocket.reset-asked") }),
});
