import { type MailRenderer, mailRenderers } from "@/lib/domain/mail-kinds";
import { say } from "@/lib/domain/messages";
import type { FormField } from "./fields-form";

type Words = { readonly subject: string; readonly renderer: string; readonly body: string };

/** What is asked about the words of a mail; `names` are those of the form. */
export function mailFields(
  { subject, renderer, body }: Words,
  names: Words = { subject: "subject", renderer: "renderer", body: "body" },
): FormField[] {
  return [
    { kind: "text", name: names.subject, label: say("console.mails.subject"), value: subject, required: true },
    {
      kind: "select",
      name: names.renderer,
      label: say("console.mails.renderer"),
      value: renderer,
      options: mailRenderers
        .filter((value) => value !== "html+text" || value === renderer)
        .map((value) => ({ value, text: rendererText(value) })),
    },
    {
      kind: "lines",
      name: names.body,
      label: say("console.mails.body"),
      hint: say("console.mails.body-hint"),
      value: body,
      rows: 16,
      isCode: true,
    },
  ];
}

/** AuthRocket's `html+text` is the same as `html` here: offered where it stands there already. */
function rendererText(renderer: MailRenderer): string {
  const kind = renderer === "html+text" ? "html" : renderer;
  return say(`console.mails.renderer.${kind}`);
}
