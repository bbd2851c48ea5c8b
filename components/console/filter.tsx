import { say } from "@/lib/domain/messages";

type FilterField = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly type?: "text" | "date";
  /** What there is to choose from; without it, anything can be typed. */
  readonly options?: readonly { readonly value: string; readonly text: string }[];
};

type Props = {
  readonly fields: readonly FilterField[];
  /** What of the address stays as it is. */
  readonly keep?: Readonly<Record<string, string>>;
  /** The list without a filter. */
  readonly clear: string;
};

/** Narrows a list, by its address: a plain form, whose button is green while it lets only a part through. */
export function Filter({ fields, keep = {}, clear }: Props) {
  const isOn = fields.some(({ value }) => value !== "");
  return (
    <form className="filter" method="get">
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map((field) => (
        <div key={field.name} className="filter-field">
          <label className="gh-label" htmlFor={`filter-${field.name}`}>
            {field.label}
          </label>
          {field.options ? (
            <select className="gh-input" id={`filter-${field.name}`} name={field.name} defaultValue={field.value}>
              <option value="">{say("console.list.any")}</option>
              {field.options.map(({ value, text }) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          ) : (
            <input
              className="gh-input"
              id={`filter-${field.name}`}
              name={field.name}
              type={field.type ?? "text"}
              defaultValue={field.value}
              autoComplete="off"
            />
          )}
        </div>
      ))}
      <button className="button filter-button" type="submit" data-on={isOn || undefined}>
        {say("console.list.filter")}
      </button>
      {isOn && <a href={clear}>{say("console.list.clear")}</a>}
    </form>
  );
}
