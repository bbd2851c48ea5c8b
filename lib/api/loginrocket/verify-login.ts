import type { z } from "zod";
import { done, type Outcome } from "@/lib/domain/outcome";
import type { Visit } from "@/lib/domain/visit";
import { verifyLogin, verifyLoginInput } from "@/lib/flows/verify-login";
import { enteredBody } from "./entered-body";
import type { SessionCookie } from "./session-cookie";
import { loginRocketVerb, type WireBody } from "./verb";

/** `POST /v1/verify_login`: `{ token, url }`, or `{ error, errors }` (seed 002). */
export const verifyLoginVerb = loginRocketVerb("verify_login", {
  input: verifyLoginInput,
  flow: completeLogin,
  body: (said) => said,
});

/** Completes a login by a code: the answer says the token and where to bring it, and no `result`. */
export async function completeLogin(
  visit: Visit,
  input: z.output<typeof verifyLoginInput>,
  cookie: SessionCookie | null,
): Promise<Outcome<WireBody>> {
  const outcome = await verifyLogin(visit, input);
  const entered = outcome.ok ? enteredBody(visit, outcome.value, cookie) : outcome;
  if (!entered.ok) return entered;
  const { token, url } = entered.value;
  return done({ token, url });
}
