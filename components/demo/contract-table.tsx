import { english, sentence } from "@/lib/domain/messages";
import type { ThemePart } from "@/lib/domain/theme-contract";

type Props = { readonly parts: readonly ThemePart<string>[]; readonly prefix?: string };

/** Names of the theme contract, with what each is for. */
export function ContractTable({ parts, prefix = "" }: Props) {
  return (
    <table className="contract">
      <thead>
        <tr>
          <th scope="col">{sentence(english, "demo.contract.name")}</th>
          <th scope="col">{sentence(english, "demo.contract.what")}</th>
          <th scope="col">{sentence(english, "demo.contract.pages")}</th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ name, about, pages }) => (
          <tr key={name} id={name}>
            <th scope="row">
              <code>
                {prefix}
                {name}
              </code>
            </th>
            <td>{about}</td>
            <td>{pages}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
