import { type UsersAsked, usualSort } from "@/lib/admin/user-filter";
import { readDay } from "@/lib/domain/day";
import { days } from "@/lib/domain/duration";
import { type Asked, readPage, readQuery } from "./list-query";

/** What the list of users can be narrowed by. */
const names = ["search", "user_type", "state", "since", "until"] as const;

/**
 * Which users an address asks for, in which order and from where on: the same for the list and for its export. Days are
 * whole days of UTC, and what cannot be read is not asked for; `said` is what counts, for fields and links.
 */
export function readUsersQuery(asked: Asked) {
  const { search, ...query } = readQuery(asked, names);
  const user_type = query.user_type === "human" || query.user_type === "api" ? query.user_type : undefined;
  const state = query.state === "active" || query.state === "inactive" ? query.state : undefined;
  const [since, until] = [readDay(query.since), readDay(query.until)];
  const users: UsersAsked = {
    search,
    user_type,
    state,
    created_at_after: since && new Date(since.getTime() - 1), // the day's first millisecond is of the day
    created_at_before: until && new Date(until.getTime() + days(1)),
  };
  const said = {
    ...(search ? { search } : {}),
    ...(user_type ? { user_type } : {}),
    ...(state ? { state } : {}),
    ...(since && query.since ? { since: query.since } : {}),
    ...(until && query.until ? { until: query.until } : {}),
  };
  return { users, said, page: readPage("users", { sort: usualSort(users), ...asked }) };
}
