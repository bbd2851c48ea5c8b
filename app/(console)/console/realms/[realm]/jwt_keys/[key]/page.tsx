import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Danger } from "@/components/console/danger";
import { Facts } from "@/components/console/facts";
import { jwtKeyState } from "@/components/console/jwt-key-state";
import { NothingHere } from "@/components/console/nothing-here";
import { Saved } from "@/components/console/saved";
import { VerifyingKey } from "@/components/console/verifying-key";
import { When } from "@/components/console/when";
import { getJwtKey } from "@/lib/admin/jwt-keys";
import { say } from "@/lib/domain/messages";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { mayChangeRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";
import { deleteJwtKeyAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/jwt_keys/[key]">;

export default async function JwtKeyPage({ params, searchParams }: Props) {
  const administrator = await requireAdministrator();
  const { realm: realmId, key: id } = await params;
  const realm = await findRealmOfPage(administrator, realmId);
  const frame = { administrator, signOut: signOutAction };
  const found = realm ? await getJwtKey(realm.id, id) : null;
  if (!realm || !found?.ok) {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const { row, key } = found.value;
  const now = new Date();
  const all = { href: paths.consoleRealm(realm.id, "jwt_keys"), text: say("console.jwt.title") };
  const mayChange = mayChangeRealm(administrator, realm.id);
  const shown = row.algo === "rs256" || mayChange ? key : null;
  return (
    <ConsoleFrame {...frame} realm={realm} here={all.href} crumbs={[all]} title={row.id}>
      <Saved saved={(await searchParams).saved === "yes"} />
      <Facts
        facts={[
          [say("console.jwt.algo"), row.algo.toUpperCase()],
          [say("console.state"), jwtKeyState(row, realm)],
          [say("console.created"), <When key="created" at={row.createdAt} now={now} />],
          [say("console.jwt.replaced"), row.expiredAt && <When key="replaced" at={row.expiredAt} now={now} />],
        ]}
      />
      <section className="panel" aria-labelledby="verify">
        <h2 id="verify">{say("console.jwt.verify")}</h2>
        <VerifyingKey algo={row.algo} value={shown} />
      </section>
      {mayChange && (
        <Danger
          title={say("console.jwt.delete")}
          text={say(row.expiredAt ? "console.jwt.delete-replaced-text" : "console.jwt.delete-text")}
          name={row.id}
          action={deleteJwtKeyAction}
          submit={say("console.jwt.delete")}
          fields={[
            row.expiredAt
              ? { kind: "hidden", name: "force", label: say("console.jwt.force"), value: "true" }
              : {
                  kind: "select",
                  name: "force",
                  label: say("console.jwt.force"),
                  value: "false",
                  options: (["false", "true"] as const).map((value) => ({
                    value,
                    text: say(`console.jwt.force.${value}`),
                  })),
                },
          ]}
        />
      )}
    </ConsoleFrame>
  );
}
