"use client";

import { FormFrame } from "@/components/ui/form-frame";
import { TextArea } from "@/components/ui/text-area";
import type { FormAction } from "@/lib/domain/form-state";
import type { ownSentencesWords } from "./words";

type Props = {
  readonly action: FormAction;
  readonly locale: string;
  readonly sentences: readonly { readonly code: string; readonly ours: string; readonly own: string }[];
  readonly words: Readonly<Record<(typeof ownSentencesWords)[number], string>>;
};

/** Each sentence of ours with a field for the owner's. */
export function OwnSentencesForm({ action, locale, sentences, words }: Props) {
  return (
    <FormFrame
      action={action}
      first=""
      words={{
        submit: words["console.words.submit"],
        submitting: words["console.words.submitting"],
        problems: words["problems.title"],
      }}
    >
      {(fields) =>
        sentences.map(({ code, ours, own }) => (
          <TextArea
            key={code}
            name={code}
            label={code}
            hint={ours}
            rows={Math.min(8, 1 + Math.ceil(ours.length / 70))}
            lang={locale}
            problems={[]}
            typed={fields.typed(code) ?? own}
          />
        ))
      }
    </FormFrame>
  );
}
