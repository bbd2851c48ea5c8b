import type { FormAction } from "@/lib/domain/form-state";
import { say } from "@/lib/domain/messages";
import { ButtonForm } from "./button-form";
import { FieldsForm } from "./fields-form";
import { formWords } from "./form-words";

type Props = { readonly ping: FormAction; readonly renew: FormAction; readonly here: string };

/** What can be done with a webhook beside changing it: try it, and give it another key. */
export function HookKeys({ ping, renew, here }: Props) {
  return (
    <section className="panel quiet-form" aria-labelledby="key">
      <h2 id="key">{say("console.hooks.key")}</h2>
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
    </section>
  );
}
