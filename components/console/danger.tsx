import type { FormAction } from "@/lib/domain/form-state";
import { say } from "@/lib/domain/messages";
import { FieldsForm, type FormField } from "./fields-form";
import { formWords } from "./form-words";

type Props = {
  readonly title: string;
  readonly text: string;
  /** What has to be typed. */
  readonly name: string;
  readonly action: FormAction;
  readonly submit: string;
  readonly submitting?: string;
  /** What else there is to choose. */
  readonly fields?: readonly FormField[];
};

/** Something that cannot be undone: it says what happens, and asks for the name of what it happens to. */
export function Danger({
  title,
  text,
  name,
  action,
  submit,
  submitting = say("console.deleting"),
  fields = [],
}: Props) {
  return (
    <section className="panel danger" aria-labelledby="danger">
      <h2 id="danger">{title}</h2>
      <p>{text}</p>
      <FieldsForm
        action={action}
        fields={[
          ...fields,
          { kind: "text", name: "confirm_name", label: say("console.danger.type", { name }), required: true },
        ]}
        words={formWords(submit, submitting)}
      />
    </section>
  );
}
