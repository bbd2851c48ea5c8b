import { isId } from "@/lib/domain/ids";
import { type ListName, lists, type Page, type Slice, type SortOf } from "@/lib/domain/lists";
import type { Outcome } from "@/lib/domain/outcome";

/** The query of a page's address, as Next hands it over. */
export type Asked = Readonly<Record<string, string | string[] | undefined>>;

/** Rows on one page of the console; more are a link away. */
export const CONSOLE_PAGE = 50;

/** What the audit log can be filtered by. */
export const auditNames = ["realm_id", "email", "action", "since", "until"] as const;

/** Those of the named values that were sent once and say something. */
export function readQuery<Name extends string>(asked: Asked, names: readonly Name[]): Partial<Record<Name, string>> {
  const read: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = asked[name];
    if (typeof value === "string" && value !== "" && value.isWellFormed() && !value.includes("\u0000"))
      read[name] = value.slice(0, 500);
  }
  return read;
}

/** An address with a query, of what is not blank. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const said = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return said.length > 0 ? `${path}?${new URLSearchParams(said)}` : path;
}

/** Which part of a list an address asks for; what it says wrong counts as not said. */
export function readPage<Name extends ListName>(name: Name, asked: Asked): Page<SortOf<Name>> {
  const rule = lists[name];
  const sorts: readonly string[] = rule.sorts;
  const said = readQuery(asked, ["sort", "direction", "after"]);
  const sort = said.sort && sorts.includes(said.sort) ? said.sort : rule.sorts[0];
  return {
    sort: sort as SortOf<Name>,
    direction: said.direction === "desc" || said.direction === "asc" ? said.direction : rule.direction,
    after: isId(rule.prefix, said.after) ? said.after : null,
    take: CONSOLE_PAGE,
  };
}

/** What was found for a list; nothing, where what was asked for could not be looked up. */
export function foundFor<Row>(found: Outcome<Slice<Row>>): Slice<Row> {
  return found.ok ? found.value : { rows: [], more: false };
}

type Filter = Readonly<Record<string, string>>;

type Sorted = { readonly path: string; readonly page: Page; readonly filter: Filter };

/** What a column's head leads to: the list sorted by it, and by a second click the other way round. */
export function sortBy(sort: string, { path, page, filter }: Sorted) {
  const isNow = page.sort === sort;
  const direction = isNow && page.direction === "asc" ? "desc" : "asc";
  const now = page.direction === "asc" ? ("ascending" as const) : ("descending" as const);
  return { href: withQuery(path, { ...filter, sort, direction }), now: isNow ? now : null };
}

type Shown = {
  readonly path: string;
  /** What the list is sorted by, where that can be chosen, and after which row it goes on. */
  readonly page: Pick<Page, "after"> & Partial<Page>;
  readonly filter?: Filter;
};

/** The links from one page of a list to the first and to the next. */
export function pageLinks({ path, page, filter = {} }: Shown, { rows, more }: Slice<{ readonly id: string }>) {
  const { sort, direction, after } = page;
  const sorted = { ...filter, sort, direction };
  return {
    first: after ? withQuery(path, sorted) : null,
    next: more ? withQuery(path, { ...sorted, after: rows.at(-1)?.id }) : null,
  };
}
