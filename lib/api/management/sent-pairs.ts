import type { SentFields } from "@/lib/request/fields";
import { BodyError } from "../read-body";

/** Names inside each other, as in `user[custom][plan]`. */
const MOST_LEVELS = 4;

type Branch = { [name: string]: unknown };

/**
 * The pairs of a form or a query as the JSON that they stand for: `user[email]=…` is `{ user: { email } }`, and
 * `key[]=a` a list. A name that is sent twice without `[]` becomes a list too, so that a field which takes one value
 * refuses it (security.md 81). Throws a 400 where names contradict each other.
 */
export function fromPairs(pairs: URLSearchParams): SentFields {
  const tree = branch();
  for (const [name, value] of pairs) {
    const path = pathOf(name);
    if (path.length > MOST_LEVELS) throw new BodyError(400);
    put(tree, path, value);
  }
  return tree;
}

function pathOf(name: string): readonly string[] {
  const [, head, inner] = /^([^[\]]+)\[((?:[^[\]]*\]\[)*[^[\]]*)\]$/.exec(name) ?? [];
  return head === undefined || inner === undefined ? [name] : [head, ...inner.split("][")];
}

/** Without a prototype, so that no name means anything but itself. */
function branch(): Branch {
  return Object.create(null);
}

function put(tree: Branch, [name = "", ...rest]: readonly string[], value: string): void {
  const there = tree[name];
  const isList = rest.length === 1 && rest[0] === "";
  if (rest.length > 0 && !isList) {
    const inner = there === undefined ? branch() : there;
    if (!isBranch(inner)) throw new BodyError(400);
    tree[name] = inner;
    put(inner, rest, value);
    return;
  }
  if (isBranch(there)) throw new BodyError(400);
  if (Array.isArray(there)) there.push(value);
  else if (there !== undefined) tree[name] = [there, value];
  else tree[name] = isList ? [value] : value;
}

function isBranch(value: unknown): value is Branch {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
