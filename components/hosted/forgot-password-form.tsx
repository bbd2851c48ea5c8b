"use client";

import { FormFrame } from "@/components/ui/form-frame";
import { TextField } from "@/components/ui/text-field";
import type { FormAction } from "@/lib/domain/form-state";
import type { forgotWords } from "./words";

type Props = {
  readonly action: FormAction;
  /** What the realm's people are known by. */
  readonly name: "username" | "username-or-email" | "email";
  readonly words: Readonly<Record<(typeof forgotWords)[number], string>>;
};

/** A name, to mail its owner a link. */
export function ForgotPasswordForm({ action, name, words }: Props) {
  const field = name === "email" ? "email" : "username";
  return (
    <FormFrame
      action={action}
      first={field}
      words={{
        submit: words["forgot.submit"],
        submitting: words["forgot.submitting"],
        problems: words["problems.title"],
      }}
    >
      {(fields) => (
        <TextField
          name={field}
          label={words[`field.${name}`]}
          type={name === "email" ? "email" : "text"}
          autoComplete="username"
          problems={fields.problems(field)}
          typed={fields.typed(field)}
          autoFocus={fields.focus(field)}
          required
        />
      )}
    </FormFrame>
  );
}
