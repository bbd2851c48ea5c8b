import { say } from "@/lib/domain/messages";

type Props = {
  readonly counts: readonly { readonly text: string; readonly count: number; readonly href: string }[];
  /** How far is counted. */
  readonly most: number;
};

/** How much there is of what, and the way there. */
export function RealmCounts({ counts, most }: Props) {
  return (
    <ul className="counts" aria-label={say("console.realm.there")}>
      {counts.map(({ text, count, href }) => (
        <li key={href}>
          <a href={href}>
            <span className="count">
              {count > most ? say("console.realm.many", { count: most.toLocaleString("en") }) : count}
            </span>
            <span className="quiet">{text}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
