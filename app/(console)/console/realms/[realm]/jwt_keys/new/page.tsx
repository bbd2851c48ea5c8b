import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { algoText } from "@/components/console/jwt-key-state";
import { NothingHere } from "@/components/console/nothing-here";
import { say } from "@/lib/domain/messages";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { mayChangeRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";
import { createJwtKeyAction } from "./action";

export default async function NewJwtKeyPage({ params }: PageProps<"/console/realms/[realm]/jwt_keys/new">) {
  const administrator = await requireAdministrator();
  const realm = await findRealmOfPage(administrator, (await params).realm);
  const frame = { administrator, signOut: signOutAction };
  if (!realm || !mayChangeRealm(administrator, realm.id)) {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const all = { href: paths.consoleRealm(realm.id, "jwt_keys"), text: say("console.jwt.title") };
  return (
    <ConsoleFrame {...frame} realm={realm} here={all.href} crumbs={[all]} title={say("console.jwt.add")}>
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
        words={{ submit: say("console.jwt.add"), submitting: say("console.saving"), problems: say("problems.title") }}
      />
    </ConsoleFrame>
  );
}
