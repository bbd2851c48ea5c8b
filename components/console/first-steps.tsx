import { say } from "@/lib/domain/messages";
import { Panel } from "./panel";

type Props = {
  readonly steps: readonly {
    readonly name: "app" | "code" | "user";
    readonly href: string | null;
    readonly done: boolean;
  }[];
};

/** What a new realm needs next, in order; what is done stays in sight, ticked off. */
export function FirstSteps({ steps }: Props) {
  return (
    <Panel id="next" title={say("console.realm.next")}>
      <ol className="steps">
        {steps.map(({ name, href, done }) => (
          <li key={name}>
            <p>
              {done || !href ? (
                <strong>{say(`console.realm.next-${name}`)}</strong>
              ) : (
                <a href={href}>{say(`console.realm.next-${name}`)}</a>
              )}{" "}
              {done && <span className="quiet">{say("console.realm.next-done")}</span>}
            </p>
            <p className="quiet">{say(`console.realm.next-${name}-text`)}</p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
