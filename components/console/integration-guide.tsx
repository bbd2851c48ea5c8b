import { say } from "@/lib/domain/messages";
import type { Integration } from "@/lib/domain/snippets/integration";
import { type Language, snippets } from "@/lib/domain/snippets/languages";
import { Choices } from "./choices";
import { Copy } from "./copy";
import { Panel } from "./panel";
import { VerifyingKey } from "./verifying-key";

/** Every address that an app's developer needs, each to be copied. */
export function IntegrationAddresses({ integration }: { readonly integration: Integration }) {
  const { login, signup, logout, handler, api, management } = integration;
  const addresses = [
    [say("console.integration.login"), login],
    [say("console.integration.signup"), signup],
    [say("console.integration.logout"), logout],
    [say("console.integration.handler"), handler],
    [say("console.integration.api"), `${api}/v1`],
    [say("console.integration.script"), `${api}/authrocket.js`],
    [say("console.integration.management"), management],
  ] as const;
  return (
    <Panel id="addresses" title={say("console.integration.addresses")}>
      <dl className="facts addresses">
        {addresses.map(([what, address]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              <Copy text={address} what={what} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

type Keys = {
  readonly algo: "hs256" | "rs256";
  /** What verifies tokens; null for a secret that whoever looks may not see. */
  readonly value: string | null;
  readonly jwtKeys: string;
  readonly docs: string;
  /** Where an API key is made; null for those who may not. */
  readonly newKey: string | null;
};

/** What verifies tokens, and where a key for the management API comes from. */
export function IntegrationKeys({ algo, value, jwtKeys, docs, newKey }: Keys) {
  return (
    <>
      <Panel id="key" title={`${say("console.integration.key")} (${algo.toUpperCase()})`}>
        <VerifyingKey algo={algo} value={value} />
        <p className="quiet">{say("console.integration.key-env")}</p>
        <p>
          <a href={jwtKeys}>{say("console.integration.key-all")}</a>
        </p>
      </Panel>
      <Panel id="api-key" title={say("console.integration.api-key")}>
        <p>{say("console.integration.api-key-text")}</p>
        <p className="links">
          {newKey && <a href={newKey}>{say("console.keys.add")}</a>}{" "}
          <a href={docs}>{say("console.integration.management-docs")}</a>
        </p>
      </Panel>
    </>
  );
}

type Code = {
  readonly integration: Integration;
  readonly language: Language;
  readonly choices: readonly { readonly name: string; readonly text: string; readonly href: string }[];
};

/** Code in one language, filled in. */
export function IntegrationCode({ integration, language, choices }: Code) {
  const { mode } = integration;
  const isHandler = language === "node" || language === "php" || language === "ruby";
  return (
    <Panel id="code" title={say("console.integration.code")}>
      <Choices label={say("console.integration.language")} chosen={language} choices={choices} />
      <p>{say(`console.integration.code.${language}`)}</p>
      {isHandler && mode !== "query" && <p>{say(`console.integration.mode.${mode}`)}</p>}
      <Copy text={snippets[language](integration)} what={say(`console.integration.language.${language}`)} />
    </Panel>
  );
}
