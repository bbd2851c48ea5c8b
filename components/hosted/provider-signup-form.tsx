"use client";

import { FormFrame } from "@/components/ui/form-frame";
import { TextField } from "@/components/ui/text-field";
import type { FormAction } from "@/lib/domain/form-state";
import type { providerSignupWords } from "./words";

/** A field that is asked for, with what it begins with: a guess from what the provider said, or nothing. */
export type AskedField = {
  readonly name: "username" | "email" | "first_name" | "last_name" | "org_name";
  readonly suggestion: string;
  readonly required: boolean;
};

type Props = {
  readonly action: FormAction;
  readonly fields: readonly AskedField[];
  readonly words: Readonly<Record<(typeof providerSignupWords)[number], string>>;
};

const labels = {
  username: "field.username",
  email: "field.email",
  first_name: "field.first-name",
  last_name: "field.last-name",
  org_name: "field.org-name",
} as const;

const purposes = {
  username: "username",
  email: "email",
  first_name: "given-name",
  last_name: "family-name",
  org_name: "organization",
} as const;

/** What an app asks of a new person beyond what their provider has told. */
export function ProviderSignupForm({ action, fields: asked, words }: Props) {
  return (
    <FormFrame
      action={action}
      first={asked[0]?.name ?? ""}
      words={{
        submit: words["signup.submit"],
        submitting: words["signup.submitting"],
        problems: words["problems.title"],
      }}
    >
      {(fields) =>
        asked.map(({ name, suggestion, required }) => (
          <TextField
            key={name}
            name={name}
            label={name === "org_name" && !required ? words["field.org-name-optional"] : words[labels[name]]}
            type={name === "email" ? "email" : "text"}
            autoComplete={purposes[name]}
            problems={fields.problems(name)}
            typed={fields.typed(name) ?? suggestion}
            autoFocus={fields.focus(name)}
            required={required}
          />
        ))
      }
    </FormFrame>
  );
}
