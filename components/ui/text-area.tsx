import { describedBy, type FieldProps, FieldText } from "./text-field";

type Props = Omit<FieldProps, "type" | "inputMode" | "autoComplete" | "autoFocus"> & {
  readonly rows: number;
  /** The language of what is typed, for spelling and direction. */
  readonly lang?: string;
};

/** Several lines of text. What was typed comes back after a failed try. */
export function TextArea(props: Props) {
  const { name, problems, typed, rows, lang } = props;
  return (
    <div className="gh-field">
      <FieldText {...props} />
      <textarea
        className="gh-input"
        id={name}
        name={name}
        rows={rows}
        lang={lang}
        dir="auto"
        defaultValue={typed}
        required={props.required}
        aria-invalid={problems.length > 0 || undefined}
        aria-describedby={describedBy(props)}
      />
    </div>
  );
}
