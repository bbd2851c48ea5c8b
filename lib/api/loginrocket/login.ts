import { type LoginInput, login, loginInput } from "@/lib/flows/login";
import { verifyLoginInput } from "@/lib/flows/verify-login";
import { enteredBody } from "./entered-body";
import { loginRocketVerb } from "./verb";
import { completeLogin } from "./verify-login";

/**
 * `POST /v1/login`: `{ result: "okay", token, url }`, `{ result: "need_mfa", token }`, or `{ error, errors }`. With
 * `token` and `code` instead of a password it is `verify_login`, as the seed's own example sends them.
 */
export const loginVerb = loginRocketVerb("login", {
  input: verifyLoginInput.extend(loginInput.shape),
  flow: async (visit, input, cookie) => {
    if (isSecondStep(input)) return completeLogin(visit, input, cookie);
    const outcome = await login(visit, input);
    return outcome.ok ? enteredBody(visit, outcome.value, cookie) : outcome;
  },
  body: (said) => said,
});

function isSecondStep({ password, token, code }: LoginInput & { token: string; code: string }): boolean {
  return password === "" && (token !== "" || code !== "");
}
