import { realmPageToChange } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { algoText } from "@/components/console/jwt-key-state";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { createJwtKeyAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/jwt_keys/new">;

export default realmPageToChange<Props>(async function NewJwtKeyPage({ realm, frame }) {
  const all = { href: paths.consoleRealm(realm.id, "jwt_keys"), text: say("console.jwt.title") };
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={say("console.jwt.add")}>
      <p className="quiet">{say("console.jwt.add-lead", { minutes: realm.sessionMinutes })}</p>
      <FieldsForm
        action={createJwtKeyAction}
        fields={[
          {
            kind: "select",
            name: "algo",
            label: say("console.jwt.algo"),
            hint: say("console.jwt.algo-hint", { algo: realm.jwtAlgo.toUpperCase() }),
            value: realm.jwtAlgo,
            options: (["hs256", "rs256"] as const).map((value) => ({ value, text: algoText(value) })),
          },
          { kind: "lines", name: "key", label: say("console.jwt.own"), hint: say("console.jwt.own-hint") },
        ]}
        words={formWords(say("console.jwt.add"))}
      />
    </ConsoleFrame>
  );
});
