import { describedBy, type FieldProps, FieldText } from "./text-field";

type Props = Pick<FieldProps, "name" | "label" | "hint" | "problems" | "typed"> & {
  readonly options: readonly { readonly value: string; readonly text: string }[];
};

/** One of a few. */
export function SelectField(props: Props) {
  const { name, problems, typed, options } = props;
  return (
    <div className="gh-field">
      <FieldText {...props} />
      <select
        // A form that is reset goes back to what was chosen when this was made.
        key={typed}
        className="gh-input"
        id={name}
        name={name}
        defaultValue={typed}
        aria-invalid={problems.length > 0 || undefined}
        aria-describedby={describedBy(props)}
      >
        {options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
