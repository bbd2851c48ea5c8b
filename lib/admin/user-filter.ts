import type { UserFilter } from "@/lib/db/user-records";
import { canonicalEmail } from "@/lib/domain/email";
import { canonicalNames } from "@/lib/domain/user-names";

/** Which users, as it is asked: those that fit every part that is given. */
export type UsersAsked = {
  readonly reference?: string | undefined;
  readonly username?: string | undefined;
  readonly email?: string | undefined;
  readonly user_type?: "human" | "api" | undefined;
  readonly state?: "active" | "inactive" | undefined;
  readonly created_at_after?: Date | null | undefined;
  readonly created_at_before?: Date | null | undefined;
  /** How a username, an address or a name begins, or a whole reference or id. */
  readonly search?: string | undefined;
};

/**
 * What users are sorted by unless it is said: by id, which is by creation but for those who were moved here; of a span of
 * time by the time itself, whose index finds them.
 */
export function usualSort({ created_at_after, created_at_before }: UsersAsked): "id" | "created_at" {
  return created_at_after || created_at_before ? "created_at" : "id";
}

/** The same as users are looked up. Nobody has what is no name, or no address; blank is neither. */
export function userFilterOf({ reference, username, email, user_type, state, ...asked }: UsersAsked): UserFilter {
  const address = email === undefined ? undefined : canonicalEmail(email);
  return {
    reference,
    usernames: username === undefined ? undefined : canonicalNames(username),
    email: address && (address.ok ? address.canonical : ""),
    userType: user_type,
    state,
    createdAfter: asked.created_at_after,
    createdBefore: asked.created_at_before,
    search: asked.search?.trim().normalize("NFKC") || undefined,
  };
}
