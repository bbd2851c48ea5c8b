import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { List, noneFit } from "@/components/console/list";
import { listMailKinds } from "@/lib/admin/mail-editor";
import { languageName } from "@/lib/domain/locale";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";

export default realmPage<PageProps<"/console/realms/[realm]/mails">>(async function MailsPage({ realm, frame }) {
  const mails = await listMailKinds(realm.id);
  const at = (kind: string, locale: string) => paths.consoleMailWords(realm.id, kind, { locale });
  return (
    <ConsoleFrame {...frame} here={paths.consoleRealm(realm.id, "mails")} title={say("console.mails.title")}>
      <p className="quiet">{say("console.mails.lead")}</p>
      <List
        columns={[
          { text: say("console.mails.kind") },
          { text: say("console.mails.when") },
          { text: say("console.mails.own") },
        ]}
        rows={mails.map(({ kind, locales }) => ({
          id: kind,
          cells: [
            <a key="kind" href={at(kind, locales[0] ?? "en")}>
              {say(`console.mails.kind.${kind}`)}
            </a>,
            say(`console.mails.when.${kind}`),
            locales.length === 0 ? (
              say("console.mails.none-own")
            ) : (
              <span key="own" className="links">
                {locales.map((one) => (
                  <a key={one} href={at(kind, one)}>
                    {languageName(one)}
                  </a>
                ))}
              </span>
            ),
          ],
        }))}
        empty={noneFit}
      />
    </ConsoleFrame>
  );
});
