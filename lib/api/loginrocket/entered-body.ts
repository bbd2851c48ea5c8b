import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Visit } from "@/lib/domain/visit";
import type { Entered } from "@/lib/flows/finish-login";
import type { SessionCookie } from "./session-cookie";
import type { WireBody } from "./verb";

/**
 * A way in, as the LoginRocket API says it (seed 002): in, with the hosted session in the browser where it may be; or
 * waiting for a code. What only a mail or a hosted page can go on with is an error that says so.
 */
export function enteredBody({ app }: Visit, entered: Entered, cookie: SessionCookie | null): Outcome<WireBody> {
  switch (entered.kind) {
    case "signed-in":
      if (entered.session) cookie?.set(entered.session);
      return done({ result: "okay", token: entered.token, url: entered.url });
    case "need-mfa":
      return done({ result: "need_mfa", token: entered.token });
    case "need-enrolment":
      return refuse({ code: "enrolment.on-page", params: { address: `${app.origin}/login` } });
    case "verify-email-first":
      return refuse({ code: "email.verify-first" });
  }
}
