import { realmPageToChange } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { ImportForm } from "@/components/console/import-form";
import { Panel } from "@/components/console/panel";
import { importWords } from "@/components/console/words";
import { english, say, sentences } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { requestNonce } from "@/lib/web/visit";

/** A line of each kind, as it may stand in a file. */
const example = `username,email,email_verification,first_name,last_name,password_hash,custom.plan
frank,frank@example.com,verified,Frank,Field,$2b$12$…,gold

{"username":"grace","email":"grace@example.com","password_hash":"$argon2id$…","custom":{"plan":"gold"}}`;

type Props = PageProps<"/console/realms/[realm]/users/import">;

export default realmPageToChange<Props>(async function ImportPage({ realm, frame }) {
  const all = { href: paths.consoleRealm(realm.id, "users"), text: say("console.users.title") };
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={say("console.import.title")}>
      <p className="quiet">{say("console.import.lead")}</p>
      <ImportForm
        address={paths.consoleRealm(realm.id, "users", "import", "run")}
        nonce={requestNonce()}
        words={sentences(english, importWords)}
      />
      <Panel id="columns" title={say("console.import.columns")}>
        <p>{say("console.import.columns-text")}</p>
        <pre className="letter example">{example}</pre>
      </Panel>
    </ConsoleFrame>
  );
});
