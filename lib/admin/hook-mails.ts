import { findApp } from "@/lib/db/connected-apps";
import type { NewMail } from "@/lib/db/mails";
import type { DueNotification } from "@/lib/db/notifications";
import { findRealm } from "@/lib/db/realms";
import { takeTry } from "@/lib/db/throttles";
import { findUserDetails } from "@/lib/db/users";
import { hookMailValues } from "@/lib/domain/hook-mail";
import { throttleRules } from "@/lib/domain/throttle-rules";
import { wordByHook } from "@/lib/mail/hook-mail";
import { throttleKey } from "@/lib/tokens/secret-token";

/** Why there is no mail. */
type Reason = "no-user" | "no-email" | "other-user-type" | "too-many-mails" | "template-failed";

/**
 * Words the mail of a hook about an event, or says why there is none: nobody whom it is about, or who can be written to.
 * A hook's own address comes before the user's. What anybody can cause by failing to log in does not flood anybody.
 */
export async function composeHookMail(
  { realmId, event, hook, attempts }: DueNotification,
  at: Date,
): Promise<NewMail | Reason> {
  const [user, realm, app] = await Promise.all([
    event.userId ? findUserDetails(realmId, event.userId, at) : null,
    findRealm(realmId),
    event.loginPolicyId ? findApp(realmId, event.loginPolicyId) : null,
  ]);
  if (!user || !realm) return "no-user";
  if (hook.userType !== "all" && hook.userType !== user.userType) return "other-user-type";
  const recipient = hook.emailTo ?? user.email;
  if (!recipient) return "no-email";
  const limit = { scope: realmId, rule: throttleRules.hookMailsByUser, keyHash: throttleKey(`hook ${user.id}`) };
  if (attempts === 1 && (await takeTry(limit, at)) > 0) return "too-many-mails";
  try {
    const words = wordByHook(hook, hookMailValues(event, { user, realm, app: app ?? realm }), "en");
    return { template: event.eventType, appId: app?.id ?? null, userId: user.id, recipient, ...words };
  } catch {
    return "template-failed";
  }
}
