import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { jwtKeyState } from "@/components/console/jwt-key-state";
import { List } from "@/components/console/list";
import { Saved } from "@/components/console/saved";
import { When } from "@/components/console/when";
import { listJwtKeys } from "@/lib/admin/jwt-keys";
import { say } from "@/lib/domain/messages";
import { foundFor, pageLinks, readPage } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";

type Props = PageProps<"/console/realms/[realm]/jwt_keys">;

export default realmPage<Props>(async function JwtKeysPage({ realm, mayChange, frame, asked }) {
  const path = paths.consoleRealm(realm.id, "jwt_keys");
  const page = readPage("jwt_keys", asked);
  const found = foundFor(await listJwtKeys(realm.id, page));
  const add = mayChange ? { href: `${path}/new`, text: say("console.jwt.add") } : undefined;
  return (
    <ConsoleFrame
      {...frame}
      here={path}
      title={say("console.jwt.title")}
      actions={add && <a href={add.href}>{add.text}</a>}
    >
      <Saved saved={asked.saved === "yes"} />
      <p className="quiet">{say("console.jwt.lead")}</p>
      <List
        columns={[
          { text: say("console.jwt.key") },
          { text: say("console.jwt.algo") },
          { text: say("console.state") },
          { text: say("console.created") },
        ]}
        rows={found.rows.map((key) => ({
          id: key.id,
          cells: [
            <a key="id" href={`${path}/${key.id}`}>
              {key.id}
            </a>,
            key.algo.toUpperCase(),
            jwtKeyState(key, realm),
            <When key="created" at={key.createdAt} now={new Date()} />,
          ],
        }))}
        empty={{ title: say("console.jwt.empty-title"), text: say("console.jwt.empty"), way: add }}
        {...pageLinks({ path, page }, found)}
      />
    </ConsoleFrame>
  );
});
