import { login, loginInput } from "@/lib/flows/login";
import { loginRocketVerb } from "./verb";

/** `POST /v1/login`: `{ result: "okay", token, url }`, or `{ error, errors }`. */
export const loginVerb = loginRocketVerb("login", {
  input: loginInput,
  flow: login,
  body: ({ token, url }) => ({ result: "okay", token, url }),
});
