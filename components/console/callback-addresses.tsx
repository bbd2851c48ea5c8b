import { say } from "@/lib/domain/messages";
import { Copy } from "./copy";
import { Panel } from "./panel";

type Props = {
  /** Null: they are known once the provider is there. */
  readonly addresses: readonly string[] | null;
};

/** What is registered at a provider: where it sends people back to, an address for each host of the realm's apps. */
export function CallbackAddresses({ addresses }: Props) {
  const isNone = addresses?.length === 0;
  return (
    <Panel id="callbacks" title={say("console.providers.callbacks")}>
      {addresses === null && <p className="quiet">{say("console.providers.callbacks-later")}</p>}
      {isNone && <p className="quiet">{say("console.providers.callbacks-none")}</p>}
      {addresses && !isNone && (
        <>
          <p className="quiet">{say("console.providers.callbacks-text")}</p>
          <ul className="callbacks">
            {addresses.map((address) => (
              <li key={address}>
                <Copy text={address} what={address} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}
