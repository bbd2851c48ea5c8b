import { realmPage } from "@/app/(console)/console/realm-page";
import { Choices } from "@/components/console/choices";
import { ConsoleFrame } from "@/components/console/console-frame";
import { IntegrationAddresses, IntegrationCode, IntegrationKeys } from "@/components/console/integration-guide";
import { getIntegration } from "@/lib/admin/integration";
import { currentJwtKey, listRealmsWithApps } from "@/lib/admin/realms";
import { say } from "@/lib/domain/messages";
import { languageOf, languages } from "@/lib/domain/snippets/languages";
import { readQuery, withQuery } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";

type Props = PageProps<"/console/realms/[realm]/integration">;

export default realmPage<Props>(async function IntegrationPage({ realm, mayChange, frame, asked }) {
  const here = paths.consoleRealm(realm.id, "integration");
  const shell = { ...frame, here, title: say("console.integration.title") };
  const query = readQuery(asked, ["app", "for"]);
  const [found] = await listRealmsWithApps({ ids: [realm.id], take: 1 });
  const apps = found?.connectedApps ?? [];
  const appId = query.app ?? apps[0]?.id;
  if (!appId)
    return (
      <ConsoleFrame {...shell}>
        <section className="empty">
          <h2>{say("console.integration.empty-title")}</h2>
          <p>{say("console.integration.empty")}</p>
          {mayChange && (
            <p>
              <a href={paths.consoleRealm(realm.id, "apps", "new")}>{say("console.realm.next-app")}</a>
            </p>
          )}
        </section>
      </ConsoleFrame>
    );

  const integration = await getIntegration(realm, appId);
  if (!integration) return null;

  const language = languageOf(query.for);
  const { algo, management } = integration;
  return (
    <ConsoleFrame {...shell}>
      <p className="quiet">{say("console.integration.lead")}</p>
      {apps.length > 1 && (
        <Choices
          label={say("console.integration.app")}
          chosen={appId}
          choices={apps.map(({ id, name, subdomain }) => ({
            name: id,
            text: `${name} (${subdomain})`,
            href: withQuery(here, { app: id, for: query.for }),
          }))}
        />
      )}
      <IntegrationAddresses integration={integration} />
      <IntegrationKeys
        algo={algo}
        value={algo === "rs256" || mayChange ? await currentJwtKey(realm) : null}
        jwtKeys={paths.consoleRealm(realm.id, "jwt_keys")}
        docs={`${management}/docs`}
        newKey={mayChange ? paths.consoleRealm(realm.id, "keys", "new") : null}
      />
      <IntegrationCode
        integration={integration}
        language={language}
        choices={languages.map((name) => ({
          name,
          text: say(`console.integration.language.${name}`),
          href: `${withQuery(here, { app: appId, for: name })}#code`,
        }))}
      />
    </ConsoleFrame>
  );
});
