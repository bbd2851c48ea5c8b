import type { FormAction } from "@/lib/domain/form-state";
import { say } from "@/lib/domain/messages";
import { ButtonForm } from "./button-form";
import { FieldsForm } from "./fields-form";
import { formWords } from "./form-words";
import { Panel } from "./panel";

type Props = { readonly ping: FormAction; readonly renew: FormAction; readonly here: string };

/** What can be done with a webhook beside changing it: try it, and give it another key. */
export function HookKeys({ ping, renew, here }: Props) {
  return (
    <Panel id="key" title={say("console.hooks.key")} look="quiet-form">
      <p>{say("console.hooks.key-text")}</p>
      <ButtonForm action={ping} words={formWords(say("console.hooks.ping"))} />
      <FieldsForm
        action={renew}
        fields={[]}
        words={formWords(say("console.hooks.renew"))}
        made={{
          title: say("console.hooks.made"),
          text: say("console.hooks.made-text"),
          href: here,
          next: say("console.keys.made-next"),
        }}
      />
    </Panel>
  );
}
