"use client";

import { FormFrame } from "@/components/ui/form-frame";
import { TextArea } from "@/components/ui/text-area";
import type { FormAction } from "@/lib/domain/form-state";
import type { ownSentencesWords } from "./words";

type Props = {
  /** Null for those who may only see the words. */
  readonly action: FormAction | null;
  /** What marks the sentences that the form is filled with. */
  readonly mark: string;
  readonly locale: string;
  readonly sentences: readonly { readonly code: string; readonly ours: string; readonly own: string }[];
  readonly words: Readonly<Record<(typeof ownSentencesWords)[number], string>>;
};

/** Each sentence of ours with a field for the owner's. */
export function OwnSentencesForm({ action, mark, locale, sentences, words }: Props) {
  if (!action) return <OnlySeen locale={locale} sentences={sentences} />;
  return (
    <FormFrame
      action={action}
      first=""
      words={{
        submit: words["console.words.submit"],
        submitting: words["console.words.submitting"],
        problems: words["problems.title"],
      }}
      more={(fields) =>
        fields.refused("look.stale") && (
          <button className="gh-submit" type="submit" name="step" value="draft-over">
            {words["console.look.draft-over"]}
          </button>
        )
      }
    >
      {(fields) => (
        <>
          <input type="hidden" name="base" value={fields.typed("base") ?? mark} />
          {sentences.map(({ code, ours, own }) => (
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
          ))}
        </>
      )}
    </FormFrame>
  );
}

function OnlySeen({ locale, sentences }: Pick<Props, "locale" | "sentences">) {
  return (
    <dl className="facts">
      {sentences.map(({ code, ours, own }) => (
        <div key={code}>
          <dt>{code}</dt>
          <dd lang={locale} dir="auto">
            {own || ours}
          </dd>
        </div>
      ))}
    </dl>
  );
}
