import { say } from "@/lib/domain/messages";

const kinds = {
  users: { text: "console.users.title", at: "/users" },
  orgs: { text: "console.orgs.title", at: "/orgs" },
  api_keys: { text: "console.keys.title", at: "/keys" },
  hooks: { text: "console.hooks.title", at: "/hooks" },
  apps: { text: "console.realm.apps", at: "" },
} as const;

type Kind = keyof typeof kinds;

type Props = {
  readonly realmId: string;
  /** What is shown, and how much there is of it. */
  readonly counts: Readonly<Partial<Record<Kind, number>>>;
  /** How far is counted. */
  readonly most: number;
};

/** How much there is of what, and the way there. */
export function RealmCounts({ realmId, counts, most }: Props) {
  return (
    <ul className="counts" aria-label={say("console.realm.there")}>
      {(Object.keys(kinds) as Kind[]).map((kind) => {
        const count = counts[kind];
        if (count === undefined) return null;
        return (
          <li key={kind}>
            <a href={`/console/realms/${realmId}${kinds[kind].at}`}>
              <span className="count">
                {count > most ? say("console.realm.many", { count: most.toLocaleString("en") }) : count}
              </span>
              <span className="quiet">{say(kinds[kind].text)}</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
