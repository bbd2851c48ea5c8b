"use client";

import { FileField } from "@/components/ui/file-field";
import { type FieldState, FormFrame } from "@/components/ui/form-frame";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { FormAction } from "@/lib/domain/form-state";
import type { Colours } from "@/lib/domain/theme-colours";
import { ColourFields } from "./colour-fields";
import type { LookWords } from "./words";

type Look = {
  readonly pageTitle: string | null;
  readonly header: string | null;
  readonly footer: string | null;
  readonly css: string | null;
  readonly externalCss: string | null;
  readonly logo: string | null;
  readonly colours: Colours;
};

type Props = {
  readonly action: FormAction;
  readonly look: Look;
  /** What marks the look that the form is filled with. */
  readonly mark: string;
  readonly words: LookWords;
};

/** All of an app's look but its sentences: saved as a draft, or published at once. */
export function LookForm({ action, look, mark, words }: Props) {
  return (
    <FormFrame
      action={action}
      first=""
      words={{
        submit: words["console.look.submit"],
        submitting: words["console.look.submitting"],
        problems: words["problems.title"],
      }}
      more={(fields) => <Steps fields={fields} words={words} />}
    >
      {(fields) => (
        <>
          <input type="hidden" name="base" value={fields.typed("base") ?? mark} />
          <TextField
            name="page_title"
            label={words["console.look.page-title"]}
            hint={words["console.look.page-title-hint"]}
            autoComplete="off"
            problems={fields.problems("page_title")}
            typed={fields.typed("page_title") ?? look.pageTitle ?? ""}
            autoFocus={fields.focus("page_title")}
          />
          <LogoFields fields={fields} logo={look.logo} words={words} />
          <ColourFields fields={fields} colours={look.colours} words={words} />
          <CodeFields fields={fields} look={look} words={words} />
        </>
      )}
    </FormFrame>
  );
}

type Part = { readonly fields: FieldState; readonly words: LookWords };

/** What a press of Enter does not do. */
function Steps({ fields, words }: Part) {
  const step = (value: string, text: string) => (
    <button className="gh-submit" type="submit" name="step" value={value}>
      {text}
    </button>
  );
  return (
    <div className="look-steps">
      {fields.refused("look.stale") && step("draft-over", words["console.look.draft-over"])}
      {step("publish", words["console.look.publish"])}
      {fields.refused("look.contrast") && step("publish-anyway", words["console.look.publish-anyway"])}
    </div>
  );
}

function LogoFields({ fields, logo, words }: Part & { readonly logo: string | null }) {
  return (
    <>
      <FileField
        name="logo"
        label={words["console.look.logo"]}
        hint={words["console.look.logo-hint"]}
        accept="image/png,image/jpeg,image/webp,image/svg+xml"
        problems={fields.problems("logo")}
      />
      {logo && (
        <div className="checks">
          <p className="quiet">
            {words["console.look.logo-now"]} <code className="id">{logo}</code>
          </p>
          <label className="check">
            <input
              type="checkbox"
              name="remove_logo"
              value="true"
              defaultChecked={fields.typed("remove_logo") === "true"}
            />
            {words["console.look.logo-remove"]}
          </label>
        </div>
      )}
    </>
  );
}

function CodeFields({ fields, look, words }: Part & { readonly look: Look }) {
  const html = { rows: 5, hint: words["console.look.html-hint"] };
  return (
    <div className="gh-form code">
      <TextArea
        name="css"
        rows={16}
        label={words["console.look.css"]}
        hint={words["console.look.css-hint"]}
        problems={fields.problems("css")}
        typed={fields.typed("css") ?? look.css ?? ""}
      />
      <TextArea
        {...html}
        name="header"
        label={words["console.look.header"]}
        problems={fields.problems("header")}
        typed={fields.typed("header") ?? look.header ?? ""}
      />
      <TextArea
        {...html}
        name="footer"
        label={words["console.look.footer"]}
        problems={fields.problems("footer")}
        typed={fields.typed("footer") ?? look.footer ?? ""}
      />
      <TextField
        name="external_css"
        type="url"
        label={words["console.look.external-css"]}
        hint={words["console.look.external-css-hint"]}
        autoComplete="off"
        problems={fields.problems("external_css")}
        typed={fields.typed("external_css") ?? look.externalCss ?? ""}
        autoFocus={fields.focus("external_css")}
      />
    </div>
  );
}
