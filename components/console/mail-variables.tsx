import { type MessageCode, say } from "@/lib/domain/messages";
import { Facts } from "./facts";

/** What a mail's words may name, and what it stands for. */
export function MailVariables({ names }: { readonly names: readonly string[] }) {
  return (
    <section className="panel" aria-labelledby="variables">
      <h2 id="variables">{say("console.mails.variables")}</h2>
      <Facts facts={names.map((name) => [`{{ ${name} }}`, say(`console.mails.variable.${name}` as MessageCode)])} />
    </section>
  );
}
