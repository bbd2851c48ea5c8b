import { sentence } from "@/lib/domain/messages";
import { updatePassword, updatePasswordInput } from "@/lib/flows/update-password";
import { loginRocketVerb } from "./verb";

/** `POST /v1/update_password`: `{ message }` (seed 002). The token that was sent stays good. */
export const updatePasswordVerb = loginRocketVerb("update_password", {
  input: updatePasswordInput,
  flow: updatePassword,
  body: (_, { voice }) => ({ message: sentence(voice, "loginrocket.password-updated") }),
});
