import { z } from "zod";
import { checked } from "@/lib/domain/fields";
import { isId } from "@/lib/domain/ids";
import { type ListRule, type Page, type Slice, usualPage } from "@/lib/domain/lists";

/** One of some words; blank is the usual one. */
function choice<Word extends string>(words: readonly Word[], usual: Word) {
  return checked(z.string(), (said) => {
    const word = said === "" ? usual : words.find((one) => one === said);
    return word ? { value: word } : { fault: { code: "field.not-listed", params: { values: words.join(", ") } } };
  })
    .optional()
    .meta({ type: "string", enum: [...words], default: usual });
}

/** What every list is asked by, beside its filters. Blank is the same as not sent; more than `most` is `most`. */
export function pageFields<Sort extends string>({ prefix, sorts, direction, most }: ListRule<Sort>) {
  const [usual] = sorts;
  const after = checked(z.string(), (id) =>
    id === "" || isId(prefix, id) ? { value: id || null } : { fault: { code: "after.not-here" } },
  );
  const results = checked(z.string(), (said) => {
    const count = said === "" ? usualPage : Number(said);
    const isCount = /^\d{0,9}$/.test(said) && count >= 1;
    return isCount
      ? { value: Math.min(count, most) }
      : { fault: { code: "field.not-number", params: { min: 1, max: most } } };
  });
  return {
    after: after.optional().meta({ type: "string", description: "The id of the last one that was seen." }),
    max_results: results.optional().meta({
      type: "integer",
      minimum: 1,
      default: Math.min(usualPage, most),
      description: `How many at most. More than ${most} is read as ${most}.`,
    }),
    sort: choice(sorts, usual),
    direction: choice(["asc", "desc"], direction),
  };
}

type Asked<Sort extends string> = {
  readonly after?: string | null | undefined;
  readonly max_results?: number | undefined;
  readonly sort?: Sort | undefined;
  readonly direction?: "asc" | "desc" | undefined;
};

/** The page that a query asks for. */
export function pageOf<Sort extends string>(rule: ListRule<Sort>, query: Asked<Sort>): Page<Sort> {
  return {
    sort: query.sort ?? rule.sorts[0],
    direction: query.direction ?? rule.direction,
    after: query.after ?? null,
    take: query.max_results ?? Math.min(usualPage, rule.most),
  };
}

/** A page on the wire (authrocket-1.md §1.2). */
export function listOf<Body extends z.ZodType>(body: Body) {
  return z.strictObject({ more_results: z.boolean(), collection: z.array(body) });
}

/** A part of a list as its page on the wire. */
export function listBody<Row, Body>({ rows, more }: Slice<Row>, body: (row: Row) => Body) {
  return { more_results: more, collection: rows.map(body) };
}

/** What is asked to be shown beside an object: `expand=user,org`, or as a list. Words that mean nothing here are passed over. */
export function expandField<Word extends string>(words: readonly Word[]) {
  return checked(z.union([z.string(), z.array(z.string())]), (said) => {
    const asked = (Array.isArray(said) ? said : [said]).flatMap((one) => one.split(","));
    return { value: words.filter((word) => asked.includes(word)) };
  })
    .optional()
    .meta({
      type: ["string", "array"],
      items: { type: "string" },
      description: `What to show besides, with commas between or as a list: ${words.join(", ")}.`,
    });
}
