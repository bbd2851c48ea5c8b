/** Fields that may be missing, without those that are undefined. */
type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that were given: what is undefined is left out, so that it changes nothing (and never means "all rows"). */
export function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
}
