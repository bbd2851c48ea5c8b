import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Danger } from "@/components/console/danger";
import { Facts } from "@/components/console/facts";
import { jwtKeyState } from "@/components/console/jwt-key-state";
import { Panel } from "@/components/console/panel";
import { Saved } from "@/components/console/saved";
import { VerifyingKey } from "@/components/console/verifying-key";
import { When } from "@/components/console/when";
import { getJwtKey } from "@/lib/admin/jwt-keys";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { deleteJwtKeyAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/jwt_keys/[key]">;

export default realmPage<Props>(async function JwtKeyPage({ realm, mayChange, frame, params, asked }) {
  const found = await getJwtKey(realm.id, params.key);
  if (!found.ok) return null;

  const { row, key } = found.value;
  const now = new Date();
  const all = { href: paths.consoleRealm(realm.id, "jwt_keys"), text: say("console.jwt.title") };
  const shown = row.algo === "rs256" || mayChange ? key : null;
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={row.id}>
      <Saved saved={asked.saved === "yes"} />
      <Facts
        facts={[
          [say("console.jwt.algo"), row.algo.toUpperCase()],
          [say("console.state"), jwtKeyState(row, realm)],
          [say("console.created"), <When key="created" at={row.createdAt} now={now} />],
          [say("console.jwt.replaced"), row.expiredAt && <When key="replaced" at={row.expiredAt} now={now} />],
        ]}
      />
      <Panel id="verify" title={say("console.jwt.verify")}>
        <VerifyingKey algo={row.algo} value={shown} />
      </Panel>
      {mayChange && (
        <Danger
          title={say("console.jwt.delete")}
          text={say(row.expiredAt ? "console.jwt.delete-replaced-text" : "console.jwt.delete-text")}
          name={row.id}
          action={deleteJwtKeyAction}
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
});
