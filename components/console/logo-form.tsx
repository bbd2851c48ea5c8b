"use client";

import { FileField } from "@/components/ui/file-field";
import { FormFrame } from "@/components/ui/form-frame";
import type { FormAction } from "@/lib/domain/form-state";
import type { logoWords } from "./words";

type Props = {
  readonly action: FormAction;
  readonly words: Readonly<Record<(typeof logoWords)[number], string>>;
};

/** An image to be the app's logo. */
export function LogoForm({ action, words }: Props) {
  return (
    <FormFrame
      action={action}
      first=""
      words={{
        submit: words["console.look.logo-submit"],
        submitting: words["console.look.submitting"],
        problems: words["problems.title"],
      }}
    >
      {(fields) => (
        <FileField
          name="logo"
          label={words["console.look.logo-file"]}
          hint={words["console.look.logo-hint"]}
          accept="image/png,image/jpeg,image/webp,image/svg+xml"
          problems={fields.problems("logo")}
        />
      )}
    </FormFrame>
  );
}
