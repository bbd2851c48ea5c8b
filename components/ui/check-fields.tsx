type Props = {
  readonly label: string;
  readonly hint?: string | undefined;
  /** Each is a field of its own, sent as `true` where it is ticked. */
  readonly options: readonly { readonly name: string; readonly text: string; readonly on: boolean }[];
};

/** Any of a few. */
export function CheckFields({ label, hint, options }: Props) {
  return (
    <fieldset className="gh-field checks">
      <legend className="gh-label">{label}</legend>
      {hint && <p className="gh-hint">{hint}</p>}
      {options.map(({ name, text, on }) => (
        <label key={`${name}.${on}`} className="check">
          <input type="checkbox" name={name} value="true" defaultChecked={on} /> {text}
        </label>
      ))}
    </fieldset>
  );
}
