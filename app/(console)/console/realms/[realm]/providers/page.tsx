import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Facts } from "@/components/console/facts";
import { List } from "@/components/console/list";
import { Panel } from "@/components/console/panel";
import { providerTypeName } from "@/components/console/provider-fields";
import { When } from "@/components/console/when";
import { listAuthProviders } from "@/lib/admin/auth-providers";
import { getPasswordRules } from "@/lib/admin/realm-pages";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";

type Props = PageProps<"/console/realms/[realm]/providers">;

export default realmPage<Props>(async function ProvidersPage({ realm, mayChange, frame }) {
  const path = paths.consoleRealm(realm.id, "providers");
  const [providers, passwords] = await Promise.all([listAuthProviders(realm.id), getPasswordRules(realm.id)]);
  const add = mayChange ? { href: `${path}/new`, text: say("console.providers.add") } : undefined;
  const link = (to: string, text: string) => (
    <a key={to} href={`${path}/${to}`}>
      {text}
    </a>
  );
  return (
    <ConsoleFrame
      {...frame}
      here={path}
      title={say("console.providers.title")}
      actions={add && <a href={add.href}>{add.text}</a>}
    >
      <p className="quiet">{say("console.providers.lead")}</p>
      <List
        columns={[
          { text: say("console.name") },
          { text: say("console.providers.type") },
          { text: say("console.state") },
          { text: say("console.created") },
        ]}
        rows={providers.map(({ id, name, type, state, createdAt }) => ({
          id,
          cells: [
            link(id, name),
            providerTypeName(type),
            say(`console.state.${state}`),
            <When key="created" at={createdAt} now={new Date()} />,
          ],
        }))}
        empty={{ title: say("console.providers.empty-title"), text: say("console.providers.empty"), way: add }}
      />
      <Panel id="built-in" title={say("console.providers.built-in")}>
        <Facts
          facts={[
            [
              say("console.providers.passwords"),
              link("password", say("console.providers.passwords-about", { min: passwords.holds })),
            ],
            [say("console.providers.pages"), link("login_rocket", say("console.providers.pages-about"))],
            [
              say("console.settings.mfa"),
              <a key="mfa" href={paths.consoleRealm(realm.id, "settings")}>
                {say(`console.settings.mfa.${realm.mfaPolicy}`)}
              </a>,
            ],
          ]}
        />
      </Panel>
    </ConsoleFrame>
  );
});
