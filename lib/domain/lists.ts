import type { IdPrefix } from "./ids";

/** How a kind of object is listed. */
export type ListRule<Sort extends string = string> = {
  /** What its ids begin with: `after` is one of them. */
  readonly prefix: IdPrefix;
  /** What it can be sorted by; the first is what it is sorted by unless asked otherwise. */
  readonly sorts: readonly [Sort, ...Sort[]];
  readonly direction: "asc" | "desc";
  /** The most that one page holds. */
  readonly most: number;
};

/**
 * The lists of the management API and the console (authrocket-1.md §1.2). Each sort has an index in the database, so
 * that any page of any list takes the same time.
 */
export const lists = {
  app_hooks: { prefix: "hk", sorts: ["id"], direction: "asc", most: 100 },
  auth_providers: { prefix: "ap", sorts: ["id"], direction: "asc", most: 100 },
  events: { prefix: "ev", sorts: ["id"], direction: "desc", most: 1000 },
  jwt_keys: { prefix: "jky", sorts: ["id"], direction: "desc", most: 100 },
  login_policies: { prefix: "lpl", sorts: ["name", "id"], direction: "asc", most: 100 },
  memberships: { prefix: "mb", sorts: ["id", "created_at", "expires_at"], direction: "asc", most: 1000 },
  orgs: { prefix: "org", sorts: ["name", "id", "created_at", "reference"], direction: "asc", most: 1000 },
  sessions: { prefix: "kss", sorts: ["id"], direction: "asc", most: 1000 },
  realms: { prefix: "rl", sorts: ["name", "id"], direction: "asc", most: 100 },
  users: {
    prefix: "usr",
    sorts: ["id", "username", "email", "name", "created_at", "last_login_at", "reference", "state", "user_type"],
    direction: "asc",
    most: 1000,
  },
} as const satisfies Record<string, ListRule>;

export type ListName = keyof typeof lists;

/** What a list can be sorted by. */
export type SortOf<Name extends ListName> = (typeof lists)[Name]["sorts"][number];

/** How many a page holds unless asked otherwise. */
export const usualPage = 100;

/** Which part of a list is asked for. `after`: the id of the last one that was seen. */
export type Page<Sort extends string = string> = {
  readonly sort: Sort;
  readonly direction: "asc" | "desc";
  readonly after: string | null;
  readonly take: number;
};

/** A part of a list, and whether more follows. */
export type Slice<Row> = { readonly rows: readonly Row[]; readonly more: boolean };
