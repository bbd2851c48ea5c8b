"use client";

import { FormFrame } from "@/components/ui/form-frame";
import { PasswordField, showWords } from "@/components/ui/password-field";
import { TextField } from "@/components/ui/text-field";
import type { FormAction } from "@/lib/domain/form-state";
import type { loginWords } from "./words";

type Props = {
  readonly action: FormAction;
  /** What the realm's people are known by. */
  readonly name: "username" | "username-or-email" | "email";
  readonly words: Readonly<Record<(typeof loginWords)[number], string>>;
};

/** A name and a password. */
export function LoginForm({ action, name, words }: Props) {
  const field = name === "email" ? "email" : "username";
  const label = words[`field.${name}`];
  return (
    <FormFrame
      action={action}
      first={field}
      words={{
        submit: words["login.submit"],
        submitting: words["login.submitting"],
        problems: words["problems.title"],
      }}
    >
      {(fields) => (
        <>
          <TextField
            name={field}
            label={label}
            type={name === "email" ? "email" : "text"}
            autoComplete="username"
            problems={fields.problems(field)}
            typed={fields.typed(field)}
            autoFocus={fields.focus(field)}
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
