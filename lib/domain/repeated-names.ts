const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g;

/**
 * True where an object in a JSON text says a name twice, at any depth: two readers of it could each take another value
 * for meant (RFC 7493 §2.3, I-JSON). The text must be JSON; names are compared as they read, whatever is escaped in them.
 */
export function repeatsName(json: string): boolean {
  const open: (Set<string> | null)[] = [];
  let last = "";
  for (const [part] of json.matchAll(token)) {
    if (part === "{") open.push(new Set());
    else if (part === "[") open.push(null);
    else if (part === "}" || part === "]") open.pop();
    else if (part !== ":") last = part;
    else {
      const names = open.at(-1);
      const name = String(JSON.parse(last));
      if (names?.has(name)) return true;
      names?.add(name);
    }
  }
  return false;
}
