"use client";

import { FormFrame } from "@/components/ui/form-frame";
import { PasswordField, showWords } from "@/components/ui/password-field";
import { TextField } from "@/components/ui/text-field";
import type { FormAction } from "@/lib/domain/form-state";
import { StrengthHint, strengthWords } from "./strength-hint";
import type { resetWords } from "./words";

type Props = {
  readonly action: FormAction;
  /** What the realm's people are known by, and whose link it is; blank where the link did not say. */
  readonly field: "username" | "email";
  readonly username: string;
  readonly passwordTwice: boolean;
  readonly words: Readonly<Record<(typeof resetWords)[number], string>>;
};

/** A new password. Whose it is stands above it, for the person and for their password manager. */
export function ResetPasswordForm({ action, field, username, passwordTwice, words }: Props) {
  const first = username === "" ? field : "password";
  return (
    <FormFrame
      action={action}
      first={first}
      words={{
        submit: words["reset.submit"],
        submitting: words["reset.submitting"],
        problems: words["problems.title"],
      }}
    >
      {(fields) => (
        <>
          <TextField
            name={field}
            label={words[`field.${field}`]}
            autoComplete="username"
            problems={fields.problems(field)}
            typed={fields.typed(field) ?? username}
            autoFocus={fields.focus(field)}
            readOnly={username !== ""}
          />
          <PasswordField
            name="password"
            label={words["reset.field.password"]}
            hint={words["hint.password"]}
            autoComplete="new-password"
            problems={fields.problems("password")}
            autoFocus={fields.focus("password")}
            words={showWords(words)}
            required
          >
            <StrengthHint input="password" others={[field]} words={strengthWords(words)} />
          </PasswordField>
          {passwordTwice && (
            <PasswordField
              name="password_confirmation"
              label={words["reset.field.password-confirmation"]}
              autoComplete="new-password"
              problems={fields.problems("password_confirmation")}
              autoFocus={fields.focus("password_confirmation")}
              words={showWords(words)}
              required
            />
          )}
        </>
      )}
    </FormFrame>
  );
}
