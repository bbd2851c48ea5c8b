import { say } from "@/lib/domain/messages";

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
    <section className="panel" aria-labelledby="next">
      <h2 id="next">{say("console.realm.next")}</h2>
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
    </section>
  );
}
