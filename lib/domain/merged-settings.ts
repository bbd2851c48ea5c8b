type Value = string | number | boolean | readonly string[];

/** Settings as they are stored. */
export type Settings = Readonly<Record<string, Value>>;

/** Settings as they are sent: null takes one away, undefined is not sent. */
export type SentSettings = Readonly<Record<string, Value | null | undefined>>;

/** What is stored once `sent` has changed it: what is not sent stays. */
export function mergedSettings(stored: unknown, sent: SentSettings): Settings {
  const kept: SentSettings = typeof stored === "object" && stored !== null ? { ...stored } : {};
  const given = Object.entries(sent).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    Object.entries({ ...kept, ...Object.fromEntries(given) }).filter((entry): entry is [string, Value] => {
      const [, value] = entry;
      return value !== null && value !== undefined;
    }),
  );
}
