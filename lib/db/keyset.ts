import type { ListName, Page, Slice, SortOf } from "@/lib/domain/lists";
import { db } from "./client";
import { Prisma } from "./generated/client";
import { utc } from "./sql";

/** A column that a list is sorted by. Rows without a value come last, in either direction. */
type SortColumn = {
  readonly column: string;
  readonly nullable?: true /** Its type, where it is one of ours. */;
  readonly type?: string;
};

const id: SortColumn = { column: "id" };
const createdAt: SortColumn = { column: "created_at" };
const reference: SortColumn = { column: "reference", nullable: true };

/**
 * The table of each list, and the columns that it is sorted by. Each has an index on realm_id, column and id; realms
 * themselves on column and id.
 */
export const tables: {
  readonly [Name in ListName]: {
    readonly table: string;
    readonly columns: Readonly<Record<SortOf<Name>, SortColumn>>;
  };
} = {
  app_hooks: { table: "app_hooks", columns: { id } },
  auth_providers: { table: "auth_providers", columns: { id } },
  events: { table: "events", columns: { id } },
  jwt_keys: { table: "jwt_keys", columns: { id } },
  login_policies: { table: "connected_apps", columns: { id, name: { column: "name" } } },
  memberships: {
    table: "memberships",
    columns: { id, created_at: createdAt, expires_at: { column: "expires_at", nullable: true } },
  },
  orgs: { table: "orgs", columns: { id, name: { column: "name" }, created_at: createdAt, reference } },
  sessions: { table: "sessions", columns: { id } },
  realms: { table: "realms", columns: { id, name: { column: "name" } } },
  users: {
    table: "users",
    columns: {
      id,
      username: { column: "username_canonical" },
      email: { column: "email_canonical", nullable: true },
      name: { column: "name", nullable: true },
      created_at: createdAt,
      last_login_at: { column: "last_login_at", nullable: true },
      reference,
      state: { column: "state", type: "state" },
      user_type: { column: "user_type", type: "user_type" },
    },
  },
};

/** Which rows of a list: conditions on columns of its table, beside the realm's. */
type Where = readonly Prisma.Sql[];

/** What the row of `after` had in the sorted column when it was seen. */
type Seen = { readonly value: string | Date | null };

/** Where a page begins: behind a row with a value in the sorted column, or behind one without. */
type Start = "first" | "behind-value" | "behind-blank";

/**
 * The ids of one page of a list, in order, and whether more follow. Ties are broken by id, so that a page begins exactly
 * where the one before ended, whatever was added or removed meanwhile; the index is entered there, so that the
 * thousandth page takes as long as the first. `realmId` null: what is of all realms, and of realms all of them. Answers null
 * where `after` names no row of that table and realm, so that nobody can say where it was; `seen` says it, for whoever
 * walks a whole list while its rows are changed.
 */
export async function pageOfIds<Name extends ListName>(
  realmId: string | null,
  name: Name,
  {
    where,
    page,
    seen = null,
  }: { readonly where: Where; readonly page: Page<SortOf<Name>>; readonly seen?: Seen | null },
): Promise<Slice<string> | null> {
  const { table, columns } = tables[name];
  const query = { scope: scopeOf(table, realmId), table, where, page, seen, sorted: columns[page.sort] };
  const start = await startOf(query);
  if (start === null) return null;
  const most = page.take + 1;
  const ids = start === "behind-blank" ? [] : await withValue(query, start, most);
  if (query.sorted.nullable && ids.length < most) ids.push(...(await withoutValue(query, start, most - ids.length)));
  return { rows: ids.slice(0, page.take), more: ids.length > page.take };
}

/** Rows in the order of their ids. */
export function inOrder<Row extends { readonly id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Whose rows a list holds. */
function scopeOf(table: string, realmId: string | null): Prisma.Sql {
  if (table === "realms") return realmId === null ? Prisma.sql`TRUE` : Prisma.sql`id = ${realmId}`;
  return realmId === null ? Prisma.sql`realm_id IS NULL` : Prisma.sql`realm_id = ${realmId}`;
}

type Query = {
  readonly scope: Prisma.Sql;
  readonly table: string;
  readonly where: Where;
  readonly page: Page;
  readonly seen: Seen | null;
  readonly sorted: SortColumn;
};

async function startOf({ scope, table, sorted: { column, nullable }, page, seen }: Query): Promise<Start | null> {
  if (page.after === null) return "first";
  if (column === "id") return "behind-value"; // an id says itself where it stands, also once its row is gone
  if (seen) return seen.value === null ? "behind-blank" : "behind-value";
  const [row] = await db().$queryRaw<{ blank: boolean }[]>`
    SELECT ${Prisma.raw(column)} IS NULL AS blank FROM ${Prisma.raw(table)}
    WHERE ${scope} AND id = ${page.after}`;
  if (!row) return null;
  return nullable && row.blank ? "behind-blank" : "behind-value";
}

async function withValue(query: Query, start: Start, most: number): Promise<string[]> {
  const { scope, page, sorted } = query;
  const [table, column] = [Prisma.raw(query.table), Prisma.raw(sorted.column)];
  const byId = sorted.column === "id";
  const value = query.seen
    ? literal(query.seen.value, sorted)
    : Prisma.sql`(SELECT ${column} FROM ${table} WHERE ${scope} AND id = ${page.after})`;
  const isBehind = byId
    ? Prisma.sql`id ${past(page)} ${page.after}`
    : Prisma.sql`(${column}, id) ${past(page)} (${value}, ${page.after})`;
  const conditions = [
    ...(sorted.nullable ? [Prisma.sql`${column} IS NOT NULL`] : []),
    ...(start === "behind-value" ? [isBehind] : []),
  ];
  const order = byId ? Prisma.sql`id ${way(page)}` : Prisma.sql`${column} ${way(page)}, id ${way(page)}`;
  return idsOf(query, { conditions, order, most });
}

function literal(value: Seen["value"], { type }: SortColumn): Prisma.Sql {
  if (value instanceof Date) return utc(value);
  return type ? Prisma.sql`${value}::${Prisma.raw(type)}` : Prisma.sql`${value}`;
}

async function withoutValue(query: Query, start: Start, most: number): Promise<string[]> {
  const { page, sorted } = query;
  const conditions = [
    Prisma.sql`${Prisma.raw(sorted.column)} IS NULL`,
    ...(start === "behind-blank" ? [Prisma.sql`id ${past(page)} ${page.after}`] : []),
  ];
  return idsOf(query, { conditions, order: Prisma.sql`id ${way(page)}`, most });
}

type Part = { readonly conditions: Where; readonly order: Prisma.Sql; readonly most: number };

async function idsOf({ scope, table, where }: Query, { conditions, order, most }: Part): Promise<string[]> {
  const all = [scope, ...where, ...conditions];
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM ${Prisma.raw(table)} WHERE ${Prisma.join(all, " AND ")} ORDER BY ${order} LIMIT ${most}`;
  return rows.map((row) => row.id);
}

function past({ direction }: Page): Prisma.Sql {
  return Prisma.raw(direction === "asc" ? ">" : "<");
}

function way({ direction }: Page): Prisma.Sql {
  return Prisma.raw(direction === "asc" ? "ASC" : "DESC");
}
