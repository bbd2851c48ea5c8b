import type { ReactNode } from "react";
import { say } from "@/lib/domain/messages";
import { PickAll } from "./pick-all";

export type Column = {
  readonly text: string;
  /** Where a click on it leads: to the list sorted by it, or the other way round. */
  readonly sort?: { readonly href: string; readonly now: "ascending" | "descending" | null };
};

export type Row = {
  readonly id: string;
  readonly cells: readonly [ReactNode, ...ReactNode[]];
  /** What the box is called that selects this row, in lists whose form does something with those selected. */
  readonly pick?: string | undefined;
};

/** What an empty list says: what belongs there, and how the first one comes. */
export type Empty = {
  readonly title: string;
  readonly text: string;
  readonly way?: { readonly href: string; readonly text: string } | undefined;
};

/** What a list says where nothing is as it was asked for. */
export const noneFit: Empty = { title: say("console.list.none-fit"), text: say("console.list.none-fit-text") };

type Props = {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly empty: Empty;
  /** The first page, where this is a later one; the next page, where there is one. */
  readonly first?: string | null;
  readonly next?: string | null;
};

/** One page of a list: sorted by a click on a column's head, and paged by plain links. */
export function List({ columns, rows, empty, first = null, next = null }: Props) {
  return (
    <>
      {rows.length === 0 ? <Nothing {...empty} /> : <Table columns={columns} rows={rows} />}
      {(first || next) && (
        <nav className="pages links" aria-label={say("console.list.pages")}>
          {first && <a href={first}>{say("console.list.first")}</a>}
          {next && <a href={next}>{say("console.list.next")}</a>}
        </nav>
      )}
    </>
  );
}

function Nothing({ title, text, way }: Empty) {
  return (
    <section className="empty">
      <h2>{title}</h2>
      <p>{text}</p>
      {way && (
        <p>
          <a href={way.href}>{way.text}</a>
        </p>
      )}
    </section>
  );
}

function Table({ columns, rows }: Pick<Props, "columns" | "rows">) {
  const isPicked = rows.some(({ pick }) => pick);
  return (
    <table className={columns.some(({ sort }) => sort) ? "table sortable" : "table"}>
      <thead>
        <tr>
          {isPicked && (
            <td className="pick">
              <PickAll label={say("console.users.select-all")} />
            </td>
          )}
          {columns.map(({ text, sort }) => (
            <th key={text} scope="col" aria-sort={sort?.now ?? undefined}>
              {sort ? <a href={sort.href}>{text}</a> : text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, pick, cells: [name, ...others] }) => (
          <tr key={id}>
            {pick && (
              <td className="pick">
                <label className="check">
                  <input type="checkbox" name="id" value={id} aria-label={pick} />
                </label>
              </td>
            )}
            <th scope="row" className="anywhere">
              {name}
            </th>
            {others.map((cell, n) => (
              <td
                key={columns[n + 1]?.text ?? n}
                data-label={columns[n + 1]?.text}
                className={isShort(cell) ? undefined : "anywhere"}
              >
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What stays whole, even where a long name beside it asks for room: an address, a state, a time. */
function isShort(cell: ReactNode): boolean {
  return typeof cell === "string" && cell.length <= 24;
}
