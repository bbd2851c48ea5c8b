import type { FormAction } from "@/lib/domain/form-state";
import { say } from "@/lib/domain/messages";
import { FieldsForm } from "./fields-form";
import { formWords } from "./form-words";
import { List } from "./list";
import { When } from "./when";

export type Delivery = {
  readonly id: string;
  readonly state: "in_progress" | "completed" | "failed" | "canceled";
  readonly attempts: number;
  readonly lastResult: string | null;
  readonly lastAttemptAt: Date | null;
  readonly event: { readonly href: string; readonly eventType: string };
};

type Props = {
  readonly deliveries: readonly Delivery[];
  readonly now: Date;
  /** Null for who may change nothing. */
  readonly redeliver: FormAction | null;
  readonly first: string | null;
  readonly next: string | null;
};

/** What a hook was told of, and what came of it. */
export function DeliveryList({ deliveries, now, redeliver, first, next }: Props) {
  const again = say("console.hooks.redeliver");
  return (
    <List
      columns={[
        { text: say("console.audit.what") },
        { text: say("console.state") },
        { text: say("console.mail.tries") },
        { text: say("console.mail.last-error") },
        { text: say("console.events.last-try") },
        ...(redeliver ? [{ text: again }] : []),
      ]}
      rows={deliveries.map((one) => ({
        id: one.id,
        cells: [
          <a key="event" href={one.event.href}>
            {one.event.eventType}
          </a>,
          say(`console.events.state.${one.state}`),
          one.attempts,
          one.lastResult,
          one.lastAttemptAt && <When key="last" at={one.lastAttemptAt} now={now} />,
          ...(redeliver
            ? [
                <div key="again" className="quiet-form">
                  <FieldsForm
                    action={redeliver}
                    fields={[{ kind: "hidden", name: "id", label: one.id, value: one.id }]}
                    words={formWords(again)}
                  />
                </div>,
              ]
            : []),
        ],
      }))}
      empty={{ title: say("console.hooks.none-told"), text: say("console.hooks.none-told-text") }}
      first={first}
      next={next}
    />
  );
}
