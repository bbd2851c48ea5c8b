import type { Actor } from "@/lib/db/changes";
import { eachUserRow, recordExport } from "@/lib/db/exports";
import type { UserOrder } from "@/lib/db/user-records";
import { csvLine } from "@/lib/domain/csv-line";
import { given } from "@/lib/domain/given";
import { type UsersAsked, userFilterOf } from "./user-filter";

type Row = ReturnType<typeof eachUserRow> extends AsyncGenerator<infer User> ? User : never;

/** The columns of the table, and what stands in them. */
const columns: Readonly<Record<string, (user: Row) => string | null>> = {
  id: (user) => user.id,
  username: (user) => user.username,
  email: (user) => user.email,
  email_verification: (user) => user.emailVerification,
  user_type: (user) => user.userType,
  state: (user) => user.state,
  first_name: (user) => user.firstName,
  last_name: (user) => user.lastName,
  name: (user) => user.name,
  reference: (user) => user.reference,
  custom: (user) => JSON.stringify(user.custom),
  created_at: (user) => user.createdAt.toISOString(),
  last_login_at: (user) => user.lastLoginAt?.toISOString() ?? null,
};

/**
 * The users of a realm that fit, in the order of their list, as lines of CSV with a first line of names; no cell is a
 * formula (security.md 91). Who asked for which is recorded before the first of them. Holds some of them at a time,
 * whatever their number.
 */
export async function* exportUsers(
  realmId: string,
  { order = byId, ...asked }: UsersAsked & { readonly order?: UserOrder },
  actor: Actor,
): AsyncGenerator<string> {
  await recordExport(realmId, actor, { type: "users.exported", data: told(asked) });
  yield csvLine(Object.keys(columns));
  for await (const user of eachUserRow(realmId, { filter: userFilterOf(asked), order }))
    yield csvLine(Object.values(columns).map((of) => of(user) ?? ""));
}

const byId: UserOrder = { sort: "id", direction: "asc" };

function told(asked: UsersAsked): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given(asked)).flatMap(([name, value]) =>
      value === null ? [] : [[name, value instanceof Date ? value.toISOString() : String(value)]],
    ),
  );
}
