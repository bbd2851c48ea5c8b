import type { FormAction } from "@/lib/domain/form-state";
import { say } from "@/lib/domain/messages";
import { FieldsForm, type FormField } from "./fields-form";
import { formWords } from "./form-words";
import { Panel } from "./panel";

type Props = {
  /** What is done: the heading, and what the button says. */
  readonly title: string;
  readonly text: string;
  /** What has to be typed. */
  readonly name: string;
  readonly action: FormAction;
  readonly submitting?: string;
  /** What else there is to choose. */
  readonly fields?: readonly FormField[];
};

/** Something that cannot be undone: it says what happens, and asks for the name of what it happens to. */
export function Danger({ title, text, name, action, submitting = say("console.deleting"), fields = [] }: Props) {
  return (
    <Panel id="danger" title={title} look="danger">
      <p>{text}</p>
      <FieldsForm
        action={action}
        fields={[
          ...fields,
          { kind: "text", name: "confirm_name", label: say("console.danger.type", { name }), required: true },
        ]}
        words={formWords(title, submitting)}
      />
    </Panel>
  );
}
