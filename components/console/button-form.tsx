"use client";

import { FormFrame } from "@/components/ui/form-frame";
import type { FormAction } from "@/lib/domain/form-state";

type Props = {
  readonly action: FormAction;
  readonly words: { readonly submit: string; readonly submitting: string; readonly problems: string };
};

/** One thing to do, with nothing to fill in. */
export function ButtonForm({ action, words }: Props) {
  return (
    <div className="quiet-form">
      <FormFrame action={action} first="" words={words}>
        {() => null}
      </FormFrame>
    </div>
  );
}
