import type { FormAction } from "@/lib/domain/form-state";
import { say } from "@/lib/domain/messages";
import { FieldsForm } from "./fields-form";

type Props = {
  readonly title: string;
  readonly text: string;
  /** What has to be typed. */
  readonly name: string;
  readonly action: FormAction;
  readonly submit: string;
};

/** Something that cannot be undone: it says what happens, and asks for the name of what it happens to. */
export function Danger({ title, text, name, action, submit }: Props) {
  return (
    <section className="panel danger" aria-labelledby="danger">
      <h2 id="danger">{title}</h2>
      <p>{text}</p>
      <FieldsForm
        action={action}
        fields={[{ kind: "text", name: "confirm_name", label: say("console.danger.type", { name }), required: true }]}
        words={{ submit, submitting: say("console.deleting"), problems: say("problems.title") }}
      />
    </section>
  );
}
