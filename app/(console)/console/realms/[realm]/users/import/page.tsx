import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { ImportForm } from "@/components/console/import-form";
import { NothingHere } from "@/components/console/nothing-here";
import { importWords } from "@/components/console/words";
import { english, say, sentences } from "@/lib/domain/messages";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { mayChangeRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { answerWith, requestNonce } from "@/lib/web/visit";

/** A line of each kind, as it may stand in a file. */
const example = `username,email,email_verification,first_name,last_name,password_hash,custom.plan
frank,frank@example.com,verified,Frank,Field,$2b$12$…,gold

{"username":"grace","email":"grace@example.com","password_hash":"$argon2id$…","custom":{"plan":"gold"}}`;

export default async function ImportPage({ params }: PageProps<"/console/realms/[realm]/users/import">) {
  const administrator = await requireAdministrator();
  const realm = await findRealmOfPage(administrator, (await params).realm);
  const frame = { administrator, signOut: signOutAction };
  if (!realm || !mayChangeRealm(administrator, realm.id)) {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const all = { href: paths.consoleRealm(realm.id, "users"), text: say("console.users.title") };
  return (
    <ConsoleFrame {...frame} realm={realm} here={all.href} crumbs={[all]} title={say("console.import.title")}>
      <p className="quiet">{say("console.import.lead")}</p>
      <ImportForm
        address={paths.consoleRealm(realm.id, "users", "import", "run")}
        nonce={requestNonce()}
        words={sentences(english, importWords)}
      />
      <section className="panel" aria-labelledby="columns">
        <h2 id="columns">{say("console.import.columns")}</h2>
        <p>{say("console.import.columns-text")}</p>
        <pre className="letter example">{example}</pre>
      </section>
    </ConsoleFrame>
  );
}
