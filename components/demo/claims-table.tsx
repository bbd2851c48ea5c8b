import { english, type MessageCode, sentence } from "@/lib/domain/messages";

type Props = { readonly claims: Readonly<Record<string, unknown>> };

const meanings: Readonly<Record<string, MessageCode>> = {
  iat: "demo.claim.iat",
  exp: "demo.claim.exp",
  uid: "demo.claim.uid",
  un: "demo.claim.un",
  fn: "demo.claim.fn",
  ln: "demo.claim.ln",
  n: "demo.claim.n",
  tk: "demo.claim.tk",
  cs: "demo.claim.cs",
  m: "demo.claim.m",
};

/** Every claim of a token, as it stands there, with what it means. */
export function ClaimsTable({ claims }: Props) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{sentence(english, "demo.account.claim")}</th>
          <th scope="col">{sentence(english, "demo.account.meaning")}</th>
          <th scope="col">{sentence(english, "demo.account.value")}</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(claims).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>{sentence(english, meaningOf(name))}</td>
            <td>
              <code>{JSON.stringify(value)}</code>
              {isMoment(name, value) && <span className="quiet"> {new Date(value * 1000).toISOString()}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function meaningOf(name: string): MessageCode {
  return (Object.hasOwn(meanings, name) ? meanings[name] : undefined) ?? "demo.claim.other";
}

/** `iat` and `exp` count seconds since 1970 (RFC 7519 §2). */
function isMoment(name: string, value: unknown): value is number {
  return (name === "iat" || name === "exp") && typeof value === "number";
}
