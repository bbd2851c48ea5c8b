import type { HTMLInputTypeAttribute } from "react";

export type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly autoComplete: string;
  readonly type?: HTMLInputTypeAttribute;
  /** What to know before typing. */
  readonly hint?: string | undefined;
  readonly problems: readonly string[];
  readonly typed?: string | undefined;
  readonly required?: boolean;
  /** Shown, not asked: it is sent as it stands. */
  readonly readOnly?: boolean | undefined;
  readonly autoFocus?: boolean;
  readonly inputMode?: "email" | "text" | "numeric";
};

/** The ids of a field's hint and problems, for `aria-describedby`. */
export function describedBy({
  name,
  hint,
  problems,
}: Pick<FieldProps, "name" | "hint" | "problems">): string | undefined {
  const ids = [...(problems.length > 0 ? [`${name}-problem`] : []), ...(hint ? [`${name}-hint`] : [])];
  return ids.length > 0 ? ids.join(" ") : undefined;
}

/** Label above, hint before the mistake, problem right below the label where the eye already is. */
export function FieldText({ name, label, hint, problems }: Pick<FieldProps, "name" | "label" | "hint" | "problems">) {
  return (
    <>
      <label className="gh-label" htmlFor={name}>
        {label}
      </label>
      {hint && (
        <p className="gh-hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {problems.length > 0 && (
        <p className="gh-field-problem" id={`${name}-problem`}>
          {problems.map((problem) => (
            <span key={problem}>{problem} </span>
          ))}
        </p>
      )}
    </>
  );
}

/** One line of text. What was typed comes back after a failed try. */
export function TextField(props: FieldProps) {
  const { name, problems, typed, type = "text" } = props;
  return (
    <div className="gh-field">
      <FieldText {...props} />
      <input
        className="gh-input"
        id={name}
        name={name}
        type={type}
        inputMode={props.inputMode}
        autoComplete={props.autoComplete}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        defaultValue={typed}
        required={props.required}
        readOnly={props.readOnly}
        aria-invalid={problems.length > 0 || undefined}
        aria-describedby={describedBy(props)}
        // biome-ignore lint/a11y/noAutofocus: after a failed try without JavaScript this is what moves focus to the first problem
        autoFocus={props.autoFocus}
      />
    </div>
  );
}
