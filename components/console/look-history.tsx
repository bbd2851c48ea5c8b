import type { FormAction } from "@/lib/domain/form-state";
import { say } from "@/lib/domain/messages";
import { FieldsForm } from "./fields-form";
import { formWords } from "./form-words";
import { Panel } from "./panel";
import { When } from "./when";

type Version = {
  readonly id: string;
  readonly state: "draft" | "published" | "aside";
  readonly createdBy: string | null;
  readonly createdAt: Date;
};

type Props = {
  readonly versions: readonly Version[];
  readonly now: Date;
  /** Publishes one of them again; null for those who may only look. */
  readonly publish: FormAction | null;
};

/** What people have seen of an app, newest first, and the drafts that nobody has; each can be published with one press. */
export function LookHistory({ versions, now, publish }: Props) {
  const shown = versions.find(({ state }) => state === "published")?.id;
  return (
    <Panel id="history" title={say("console.look.history")}>
      {versions.length === 0 ? (
        <p className="quiet">{say("console.look.history-empty")}</p>
      ) : (
        <ol className="versions">
          {versions.map(({ id, state, createdBy, createdAt }) => (
            <li key={id}>
              <p>
                <strong>
                  {say(
                    id === shown
                      ? "console.look.history.now"
                      : `console.look.history.${state === "aside" ? state : "published"}`,
                  )}
                </strong>{" "}
                <When at={createdAt} now={now} />
                <br />
                <span className="quiet">{createdBy ?? say("console.look.history-elsewhere")}</span>
              </p>
              {publish && id !== shown && (
                <div className="quiet-form">
                  <FieldsForm
                    action={publish}
                    fields={[{ kind: "hidden", name: "id", label: "id", value: id }]}
                    words={formWords(
                      say(state === "aside" ? "console.look.history-aside" : "console.look.history-again"),
                      say("console.look.history-publishing"),
                    )}
                  />
                </div>
              )}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
