"use client";

import { CheckFields } from "@/components/ui/check-fields";
import { type FieldState, FormFrame } from "@/components/ui/form-frame";
import { SelectField } from "@/components/ui/select-field";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { FormAction } from "@/lib/domain/form-state";

type Option = { readonly value: string; readonly text: string };

/** A field as its page describes it: plain data, so that no form of the console needs a component of its own. */
export type FormField =
  | {
      readonly kind: "text" | "email" | "url" | "password" | "date";
      readonly name: string;
      readonly label: string;
      readonly hint?: string;
      readonly value?: string | null;
      readonly required?: boolean;
      readonly autoComplete?: string;
      /** Shown, not asked. */
      readonly readOnly?: boolean;
    }
  | {
      readonly kind: "lines";
      readonly name: string;
      readonly label: string;
      readonly hint?: string;
      readonly value?: string | null;
      readonly rows?: number;
      /** What is read by a machine, and set as such. */
      readonly isCode?: boolean;
    }
  | {
      readonly kind: "select";
      readonly name: string;
      readonly label: string;
      readonly hint?: string;
      readonly value?: string | null;
      readonly options: readonly Option[];
    }
  | {
      /** Begins a part of a long form. */
      readonly kind: "part";
      readonly label: string;
      readonly hint?: string;
    }
  | { readonly kind: "hidden"; readonly name: string; readonly label: string; readonly value: string }
  | {
      readonly kind: "checks";
      readonly label: string;
      readonly hint?: string;
      readonly options: readonly { readonly name: string; readonly text: string; readonly on: boolean }[];
    };

/** Another thing that a form can be sent for: by a value of its own to the same action, or to an address in a frame. */
export type SideButton =
  | { readonly text: string; readonly name: string; readonly value: string }
  | { readonly text: string; readonly address: string; readonly frame: string };

type Props = {
  readonly action: FormAction;
  readonly fields: readonly FormField[];
  readonly words: { readonly submit: string; readonly submitting: string; readonly problems: string };
  /** As FormFrame has it: nothing but what this made is shown. */
  readonly closed?: boolean;
  readonly beside?: readonly SideButton[];
  /** How a secret that this makes is shown, the one time, and where it goes on from there. */
  readonly made?: { readonly title: string; readonly text: string; readonly href: string; readonly next: string };
};

/** Any form of the console. */
export function FieldsForm({ action, fields, words, made, closed = false, beside = [] }: Props) {
  return (
    <FormFrame
      action={action}
      first=""
      words={words}
      closed={closed}
      more={() =>
        beside.length > 0 && (
          <div className="form-ways">
            {beside.map((one) => (
              <OneButton key={one.text} button={one} />
            ))}
          </div>
        )
      }
      made={(secret) => (
        <div className="made" role="status">
          <h2>{made?.title}</h2>
          <p>{made?.text}</p>
          <code className="made-secret">{secret}</code>
          <p>
            <a href={made?.href}>{made?.next}</a>
          </p>
        </div>
      )}
    >
      {(state) => fields.map((field) => <OneField key={field.label} field={field} state={state} />)}
    </FormFrame>
  );
}

function OneField({ field, state }: { readonly field: FormField; readonly state: FieldState }) {
  if (field.kind === "checks") {
    const options = field.options.map((one) => ({
      ...one,
      on: state.tried ? state.typed(one.name) === "true" : one.on,
    }));
    return <CheckFields {...field} options={options} />;
  }
  if (field.kind === "part")
    return (
      <div className="form-part">
        <h2>{field.label}</h2>
        {field.hint && <p className="gh-hint">{field.hint}</p>}
      </div>
    );
  if (field.kind === "hidden") return <input type="hidden" name={field.name} value={field.value} />;
  const shared = { problems: state.problems(field.name), typed: state.typed(field.name) ?? field.value ?? "" };
  if (field.kind === "select") return <SelectField {...field} {...shared} />;
  if (field.kind === "lines") {
    const area = <TextArea {...field} {...shared} rows={field.rows ?? 4} />;
    return field.isCode ? <div className="code">{area}</div> : area;
  }
  const { kind, autoComplete = "off", required = false } = field;
  const typed = kind === "password" ? undefined : shared.typed;
  return (
    <TextField
      {...field}
      {...shared}
      typed={typed}
      type={kind}
      autoComplete={autoComplete}
      required={required}
      autoFocus={state.focus(field.name)}
    />
  );
}

function OneButton({ button }: { readonly button: SideButton }) {
  const { text } = button;
  if ("name" in button)
    return (
      <button className="button" type="submit" name={button.name} value={button.value}>
        {text}
      </button>
    );
  // An address, not an action: the browser itself sends the form there, with or without JavaScript.
  const { address, frame } = button;
  return (
    <button
      className="button"
      type="submit"
      formAction={address}
      formMethod="post"
      formEncType="multipart/form-data"
      formTarget={frame}
    >
      {text}
    </button>
  );
}
