"use client";

import { FormFrame } from "@/components/ui/form-frame";
import { PasswordField, showWords } from "@/components/ui/password-field";
import { TextField } from "@/components/ui/text-field";
import type { FormAction } from "@/lib/domain/form-state";
import type { setupWords } from "./words";

type Props = { readonly action: FormAction; readonly words: Readonly<Record<(typeof setupWords)[number], string>> };

/** The first administrator, once. */
export function SetupForm({ action, words }: Props) {
  const show = showWords(words);
  return (
    <FormFrame
      action={action}
      first="code"
      words={{
        submit: words["console.setup.submit"],
        submitting: words["console.setup.submitting"],
        problems: words["problems.title"],
      }}
    >
      {(fields) => (
        <>
          <TextField
            name="code"
            label={words["console.setup.code"]}
            autoComplete="one-time-code"
            problems={fields.problems("code")}
            autoFocus={fields.focus("code")}
            required
          />
          <TextField
            name="email"
            label={words["field.email"]}
            type="email"
            autoComplete="username"
            problems={fields.problems("email")}
            typed={fields.typed("email")}
            autoFocus={fields.focus("email")}
            required
          />
          <PasswordField
            name="password"
            label={words["field.password"]}
            hint={words["console.setup.password-hint"]}
            autoComplete="new-password"
            problems={fields.problems("password")}
            autoFocus={fields.focus("password")}
            words={show}
            required
          />
          <PasswordField
            name="password_confirmation"
            label={words["field.password-confirmation"]}
            autoComplete="new-password"
            problems={fields.problems("password_confirmation")}
            autoFocus={fields.focus("password_confirmation")}
            words={show}
            required
          />
        </>
      )}
    </FormFrame>
  );
}
