/** Everything that is recorded as an event, by AuthRocket's names (authrocket-1.md §5). */
export const eventTypes = [
  "app_hook.created",
  "app_hook.updated",
  "app_hook.deleted",
  "auth_provider.created",
  "auth_provider.updated",
  "auth_provider.deleted",
  "login_policy.created",
  "login_policy.updated",
  "login_policy.deleted",
  "membership.created",
  "membership.updated",
  "membership.deleted",
  "org.created",
  "org.updated",
  "org.deleted",
  "realm.created",
  "realm.updated",
  "realm.deleted",
  "user.created",
  "user.updated",
  "user.deleted",
  "user.email.verification_requested",
  "user.email.verification_failed", // ours: AuthRocket has the failure of a password token alone
  "user.email.verified",
  "user.login.succeeded",
  "user.login.failed",
  "user.login.initiated",
  "user.password_token.created",
  "user.password_token.consumed",
  "user.password_token.failed",
  "users.import_started",
  "users.imported",
  "users.exported",
  "realm.exported",
  "ping", // asked for by the owner of a webhook, and sent to that one alone
] as const;

export type EventType = (typeof eventTypes)[number];

/** The types that a name stands for from its beginning: `user.login` for three, `user.login.failed` for itself. */
export function eventTypesFrom(beginning: string): EventType[] {
  return eventTypes.filter((type) => type.startsWith(beginning));
}

/**
 * What a webhook may ask for: a type, `*`, or the beginning of types up to a dot and `*` (`user.*`, `user.login.*`). The
 * trigger of the migration `hooks` reads them the same way. A ping comes unasked.
 */
export function isEventPattern(text: string): boolean {
  if (text === "*") return true;
  if (text.endsWith(".*")) return eventTypesFrom(text.slice(0, -1)).length > 0;
  return text !== "ping" && eventTypesFrom(text).includes(text as EventType);
}

/**
 * The events a hook of type email may go out with: those of a user who is there to be written to. A deleted user's
 * address is deleted with them.
 */
export function isMailedEvent(text: string): text is EventType {
  return text.startsWith("user.") && text !== "user.deleted" && isEventPattern(text) && !text.endsWith("*");
}
