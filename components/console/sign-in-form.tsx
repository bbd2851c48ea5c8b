"use client";

import { FormFrame } from "@/components/ui/form-frame";
import { PasswordField, showWords } from "@/components/ui/password-field";
import { TextField } from "@/components/ui/text-field";
import type { FormAction } from "@/lib/domain/form-state";
import type { signInWords } from "./words";

type Props = { readonly action: FormAction; readonly words: Readonly<Record<(typeof signInWords)[number], string>> };

/** The console's own login. */
export function SignInForm({ action, words }: Props) {
  return (
    <FormFrame
      action={action}
      first="email"
      words={{
        submit: words["console.sign-in.submit"],
        submitting: words["console.sign-in.submitting"],
        problems: words["problems.title"],
      }}
    >
      {(fields) => (
        <>
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
            autoComplete="current-password"
            problems={fields.problems("password")}
            autoFocus={fields.focus("password")}
            words={showWords(words)}
            required
          />
        </>
      )}
    </FormFrame>
  );
}
