"use client";

import { FormFrame } from "@/components/ui/form-frame";
import { TextField } from "@/components/ui/text-field";
import type { FormAction } from "@/lib/domain/form-state";

type Props = {
  readonly action: FormAction;
  readonly words: {
    readonly submit: string;
    readonly submitting: string;
    readonly problems: string;
    readonly code: string;
    readonly hint: string;
  };
};

/** One code: of an authenticator app, or a recovery code. Never given back. */
export function CodeForm({ action, words }: Props) {
  return (
    <FormFrame action={action} first="code" words={words}>
      {(fields) => (
        <TextField
          name="code"
          label={words.code}
          hint={words.hint}
          autoComplete="one-time-code"
          problems={fields.problems("code")}
          autoFocus={fields.focus("code")}
          required
        />
      )}
    </FormFrame>
  );
}
