/**
 * True when a `Next-Router-State-Tree` header has the shape that Next's client sends (Next 16.4, app-render/types.js).
 * Next answers any other with a 500; without the header it renders the whole page, which is always right.
 */
export function isRouterState(header: string | string[]): boolean {
  if (typeof header !== "string" || header.length > 8_192) return false;
  try {
    return isTree(JSON.parse(decodeURIComponent(header)), 0);
  } catch {
    return false;
  }
}

function isTree(value: unknown, depth: number): boolean {
  if (!Array.isArray(value) || value.length < 2 || value.length > 6 || depth > 50) return false;
  const [segment, children, address, marker, flags, last] = value;
  return (
    isSegment(segment) &&
    isPlainObject(children) &&
    Object.values(children).every((child) => isTree(child, depth + 1)) &&
    (address == null || (Array.isArray(address) && address.length === 2 && address.every(isString))) &&
    (marker == null || ["refetch", "inside-shared-layout", "metadata-only"].includes(marker)) &&
    (flags == null || typeof flags === "number") &&
    (last === undefined || isString(last))
  );
}

function isSegment(value: unknown): boolean {
  if (isString(value)) return true;
  if (!Array.isArray(value) || value.length !== 4) return false;
  const [name, key, type, siblings] = value;
  const isSiblings = siblings === null || (Array.isArray(siblings) && siblings.every(isString));
  return (
    isString(name) &&
    isString(key) &&
    /^(?:c|oc|d|(?:c|d)i\((?:\.{1,3}|\.\.\)\(\.\.)\))$/.test(String(type)) &&
    isSiblings
  );
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
