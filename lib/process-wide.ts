/**
 * The one home of what must exist once a process. Next bundles pages, actions and instrumentation apart, each with its
 * own copy of every module, so module state is not shared between them; `globalThis` is.
 */
export function processWide<T>(name: string, make: () => T): T {
  const key = Symbol.for(`gatehouse.${name}`);
  const home = globalThis as unknown as Record<symbol, T | undefined>;
  const found = home[key];
  if (found !== undefined) return found;
  const made = make();
  home[key] = made;
  return made;
}
