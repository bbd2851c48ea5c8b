import { english, sentence } from "@/lib/domain/messages";

type Props = {
  /** The token as the management API shows it. */
  readonly token: Readonly<Record<string, string | null>>;
  readonly redir: string | null;
  readonly pay: (form: FormData) => Promise<void>;
  readonly discard: () => Promise<void>;
};

/** What the token says, the payment, and the way out. The token's id stays with the server: it is the secret itself. */
export function PaymentForms({ token: { id: _, ...fields }, redir, pay, discard }: Props) {
  return (
    <>
      <p>
        {sentence(english, "demo.signup.about-1")} {sentence(english, "demo.signup.about-2")}
      </p>
      <table className="fields">
        <thead>
          <tr>
            <th scope="col">{sentence(english, "demo.signup.field")}</th>
            <th scope="col">{sentence(english, "demo.account.value")}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(fields).map(([name, value]) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>
                <code>{JSON.stringify(value)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {redir !== null && <p className="quiet">{sentence(english, "demo.signup.redir", { redir })}</p>}
      <h2>{sentence(english, "demo.signup.pay-title")}</h2>
      <p>{sentence(english, "demo.signup.pay-about")}</p>
      <form action={pay}>
        <fieldset>
          <legend>{sentence(english, "demo.signup.card")}</legend>
          <label>
            <input type="radio" name="card" value="accepted" defaultChecked />
            {sentence(english, "demo.signup.card-good")}
          </label>
          <label>
            <input type="radio" name="card" value="declined" />
            {sentence(english, "demo.signup.card-bad")}
          </label>
        </fieldset>
        <button className="button" type="submit">
          {sentence(english, "demo.signup.pay")}
        </button>
      </form>
      <h2>{sentence(english, "demo.signup.discard-title")}</h2>
      <p>{sentence(english, "demo.signup.discard-about")}</p>
      <form action={discard}>
        <button className="button second" type="submit">
          {sentence(english, "demo.signup.discard")}
        </button>
      </form>
    </>
  );
}
