"use client";

import { type FieldState, FormFrame } from "@/components/ui/form-frame";
import { PasswordField, showWords } from "@/components/ui/password-field";
import { TextField } from "@/components/ui/text-field";
import type { FormAction } from "@/lib/domain/form-state";
import { StrengthHint, strengthWords } from "./strength-hint";
import type { signupWords } from "./words";

type Words = Readonly<Record<(typeof signupWords)[number], string>>;

type Props = {
  readonly action: FormAction;
  readonly byEmail: boolean;
  readonly names: "required" | "optional" | "hidden";
  readonly passwordTwice: boolean;
  readonly orgName: "required" | "optional" | "hidden";
  readonly words: Words;
};

/** What the app asks of a new person, and nothing more. */
export function SignupForm({ action, byEmail, names, passwordTwice, orgName, words }: Props) {
  const show = showWords(words);
  return (
    <FormFrame
      action={action}
      first={byEmail ? "email" : "username"}
      words={{
        submit: words["signup.submit"],
        submitting: words["signup.submitting"],
        problems: words["problems.title"],
      }}
    >
      {(fields) => (
        <>
          {!byEmail && (
            <Line name="username" label={words["field.username"]} autoComplete="username" fields={fields} required />
          )}
          <Line
            name="email"
            label={words["field.email"]}
            autoComplete={byEmail ? "username" : "email"}
            type="email"
            fields={fields}
            required
          />
          {names !== "hidden" && <NameFields required={names === "required"} words={words} fields={fields} />}
          {orgName !== "hidden" && (
            <Line
              name="org_name"
              label={words[orgName === "required" ? "field.org-name" : "field.org-name-optional"]}
              autoComplete="organization"
              fields={fields}
              required={orgName === "required"}
            />
          )}
          <PasswordField
            name="password"
            label={words["field.password"]}
            hint={words["hint.password"]}
            autoComplete="new-password"
            problems={fields.problems("password")}
            autoFocus={fields.focus("password")}
            words={show}
            required
          >
            <StrengthHint
              input="password"
              others={["username", "email", "first_name", "last_name"]}
              words={strengthWords(words)}
            />
          </PasswordField>
          {passwordTwice && (
            <PasswordField
              name="password_confirmation"
              label={words["field.password-confirmation"]}
              autoComplete="new-password"
              problems={fields.problems("password_confirmation")}
              autoFocus={fields.focus("password_confirmation")}
              words={show}
              required
            />
          )}
        </>
      )}
    </FormFrame>
  );
}

function NameFields({
  required,
  words,
  fields,
}: {
  readonly required: boolean;
  readonly words: Words;
  readonly fields: FieldState;
}) {
  const suffix = required ? "" : "-optional";
  return (
    <>
      <Line
        name="first_name"
        label={words[`field.first-name${suffix}`]}
        autoComplete="given-name"
        fields={fields}
        required={required}
      />
      <Line
        name="last_name"
        label={words[`field.last-name${suffix}`]}
        autoComplete="family-name"
        fields={fields}
        required={required}
      />
    </>
  );
}

type LineProps = {
  readonly name: string;
  readonly label: string;
  readonly autoComplete: string;
  readonly type?: "email" | "text";
  readonly fields: FieldState;
  readonly required: boolean;
};

function Line({ fields, ...line }: LineProps) {
  return (
    <TextField
      {...line}
      problems={fields.problems(line.name)}
      typed={fields.typed(line.name)}
      autoFocus={fields.focus(line.name)}
    />
  );
}
