"use client";

import { FormFrame } from "@/components/ui/form-frame";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { FormAction } from "@/lib/domain/form-state";
import type { lookWords } from "./words";

type Props = {
  readonly action: FormAction;
  readonly look: {
    readonly pageTitle: string | null;
    readonly header: string | null;
    readonly footer: string | null;
    readonly css: string | null;
    readonly externalCss: string | null;
  };
  readonly words: Readonly<Record<(typeof lookWords)[number], string>>;
};

/** All that is text of an app's look. */
export function LookForm({ action, look, words }: Props) {
  return (
    <FormFrame
      action={action}
      first=""
      words={{
        submit: words["console.look.submit"],
        submitting: words["console.look.submitting"],
        problems: words["problems.title"],
      }}
    >
      {({ problems, typed, focus }) => {
        const html = { rows: 5, hint: words["console.look.html-hint"] };
        return (
          <>
            <TextField
              name="page_title"
              label={words["console.look.page-title"]}
              hint={words["console.look.page-title-hint"]}
              autoComplete="off"
              problems={problems("page_title")}
              typed={typed("page_title") ?? look.pageTitle ?? ""}
              autoFocus={focus("page_title")}
            />
            <div className="gh-form code">
              <TextArea
                {...html}
                name="header"
                label={words["console.look.header"]}
                problems={problems("header")}
                typed={typed("header") ?? look.header ?? ""}
              />
              <TextArea
                {...html}
                name="footer"
                label={words["console.look.footer"]}
                problems={problems("footer")}
                typed={typed("footer") ?? look.footer ?? ""}
              />
              <TextArea
                name="css"
                rows={16}
                label={words["console.look.css"]}
                hint={words["console.look.css-hint"]}
                problems={problems("css")}
                typed={typed("css") ?? look.css ?? ""}
              />
            </div>
            <TextField
              name="external_css"
              type="url"
              label={words["console.look.external-css"]}
              hint={words["console.look.external-css-hint"]}
              autoComplete="off"
              problems={problems("external_css")}
              typed={typed("external_css") ?? look.externalCss ?? ""}
              autoFocus={focus("external_css")}
            />
          </>
        );
      }}
    </FormFrame>
  );
}
