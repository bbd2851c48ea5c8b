"use client";

import { FormFrame } from "@/components/ui/form-frame";
import { TextField } from "@/components/ui/text-field";
import type { FormAction } from "@/lib/domain/form-state";
import type { verifyWords } from "./words";

type Words = Readonly<Record<(typeof verifyWords)[number], string>>;

type ConfirmProps = {
  readonly action: FormAction;
  readonly field: "username" | "email";
  readonly username: string;
  readonly words: Words;
};

/** One button, since programs that look through mails open links but press nothing. */
export function VerifyEmailForm({ action, field, username, words }: ConfirmProps) {
  return (
    <FormFrame
      action={action}
      first=""
      words={{
        submit: words["verify.confirm"],
        submitting: words["verify.confirming"],
        problems: words["problems.title"],
      }}
    >
      {() => <input type="hidden" name={field} value={username} />}
    </FormFrame>
  );
}

type ResendProps = {
  readonly action: FormAction;
  /** What the realm's people are known by. */
  readonly name: "username" | "username-or-email" | "email";
  readonly username: string;
  readonly words: Words;
};

/** Has another mail sent. */
export function ResendForm({ action, name, username, words }: ResendProps) {
  const field = name === "email" ? "email" : "username";
  return (
    <FormFrame
      action={action}
      first={username === "" ? field : ""}
      words={{
        submit: words["verify.resend"],
        submitting: words["verify.resending"],
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
          typed={fields.typed(field) ?? username}
          autoFocus={fields.focus(field)}
          required
        />
      )}
    </FormFrame>
  );
}
