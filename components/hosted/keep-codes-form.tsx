"use client";

import { FormFrame } from "@/components/ui/form-frame";
import type { FormAction } from "@/lib/domain/form-state";

type Props = {
  readonly action: FormAction;
  readonly words: { readonly submit: string; readonly submitting: string; readonly problems: string };
};

/** The way on from recovery codes that are shown this once. */
export function KeepCodesForm({ action, words }: Props) {
  return (
    <FormFrame action={action} first="" words={words}>
      {() => null}
    </FormFrame>
  );
}
