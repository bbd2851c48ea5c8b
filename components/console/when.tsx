const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** How long ago something was; the exact moment shows when the pointer rests on it. */
export function When({ at, now }: { readonly at: Date; readonly now: Date }) {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? (["second", 1] as const);
  const exact = at.toISOString();
  return (
    <time dateTime={exact} title={exact}>
      {words.format(Math.trunc(seconds / size), unit)}
    </time>
  );
}
