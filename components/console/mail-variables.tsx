import { type MessageCode, say } from "@/lib/domain/messages";
import { Facts } from "./facts";
import { Panel } from "./panel";

/** What a mail's words may name, and what it stands for. */
export function MailVariables({ names }: { readonly names: readonly string[] }) {
  return (
    <Panel id="variables" title={say("console.mails.variables")}>
      <Facts facts={names.map((name) => [`{{ ${name} }}`, say(`console.mails.variable.${name}` as MessageCode)])} />
    </Panel>
  );
}
