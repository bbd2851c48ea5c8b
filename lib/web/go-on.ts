import { connectProvider } from "@/lib/flows/connect-provider";
import type { Entered, SignupToken } from "@/lib/flows/finish-login";
import { leave } from "./leave";
import { paths } from "./paths";
import { dropIdentityCookie, readIdentityCookie } from "./provider-cookie";
import { keepAtHome } from "./sso";
import { setTicketCookie } from "./ticket-cookie";
import { requireVisit } from "./visit";

/**
 * Where a way in leads: to the app by the hand-off address, with the hosted session in the browser; or to the page of
 * the next step.
 */
export async function goOn(entered: Entered | SignupToken): Promise<string> {
  const visit = requireVisit();
  switch (entered.kind) {
    case "signed-in":
      await endProviderStep(entered.userId);
      return (await keepAtHome(entered)) ?? leave(entered);
    case "signup-token":
      await endProviderStep(null);
      return leave(entered);
    case "need-mfa":
      await setTicketCookie(entered);
      return paths.verifyLogin(visit);
    case "need-enrolment":
      await setTicketCookie(entered);
      return paths.enrol(visit);
    case "verify-email-first":
      return paths.verifyEmail(visit, entered.username);
  }
}

/**
 * Who is in has no step of a provider's left: it is connected where the person was told so on the way (`?connect=…`),
 * and forgotten otherwise.
 */
async function endProviderStep(userId: string | null): Promise<void> {
  const secret = await readIdentityCookie();
  if (!secret) return;
  const visit = requireVisit();
  if (userId && visit.connect) await connectProvider(visit, secret, userId);
  await dropIdentityCookie();
}
