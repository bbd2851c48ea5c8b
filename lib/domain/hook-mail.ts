import type { HappenedEvent } from "./event-body";
import { isMailKind, type MailKind, variablesFor } from "./mail-kinds";

/**
 * The events whose mail carries a secret, so that only the flow that makes the secret can send it. A hook of type email
 * for one of them words that mail, in the place of the realm's template and of our own words; it sends none of its own.
 * For every other event a hook sends a mail beside whatever else is sent. The trigger of the migration `hooks` knows
 * the same two.
 */
export const wordedByHooks = [
  "user.password_token.created",
  "user.email.verification_requested",
] as const satisfies readonly MailKind[];

export function isWordedByHooks(text: string): text is (typeof wordedByHooks)[number] {
  return wordedByHooks.some((one) => one === text);
}

/** Every variable that the mail of a hook for that event may name. */
export function hookMailVariables(eventType: string): readonly string[] {
  if (isMailKind(eventType) && isWordedByHooks(eventType)) return variablesFor(eventType);
  return [
    ...["app.name", "realm.name", "user.username", "user.name", "user.first_name", "user.last_name", "user.email"],
    ...["event.event_type", "event.event_at", "request.ip", "request.client"],
  ];
}

/** Whom an event is about, as a mail about it speaks of them. */
export type Written = {
  readonly username: string;
  readonly name: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
};

/** What the variables stand for: exactly those that are documented, and no property more. */
export function hookMailValues(
  { eventType, eventAt, ip, client }: Pick<HappenedEvent, "eventType" | "eventAt" | "ip" | "client">,
  { user, realm, app }: { user: Written; realm: { readonly name: string }; app: { readonly name: string } },
) {
  return {
    app: { name: app.name },
    realm: { name: realm.name },
    user: {
      username: user.username,
      name: user.name,
      first_name: user.firstName,
      last_name: user.lastName,
      email: user.email,
    },
    event: { event_type: eventType, event_at: eventAt.toISOString() },
    request: { ip, client },
  };
}
