import { describedBy, type FieldProps, FieldText } from "./text-field";

type Props = Pick<FieldProps, "name" | "label" | "hint" | "problems"> & {
  /** Media types that the browser offers. What is sent is checked by itself. */
  readonly accept: string;
};

/** One file. */
export function FileField(props: Props) {
  const { name, accept, problems } = props;
  return (
    <div className="gh-field">
      <FieldText {...props} />
      <input
        className="gh-input"
        id={name}
        name={name}
        type="file"
        accept={accept}
        aria-invalid={problems.length > 0 || undefined}
        aria-describedby={describedBy(props)}
      />
    </div>
  );
}
