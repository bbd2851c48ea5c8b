import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Filter } from "@/components/console/filter";
import { List, noneFit } from "@/components/console/list";
import { When } from "@/components/console/when";
import { listDeeds } from "@/lib/admin/audit";
import { findRealm } from "@/lib/admin/realms";
import { isId } from "@/lib/domain/ids";
import { say } from "@/lib/domain/messages";
import { mayReachRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { auditNames, CONSOLE_PAGE, readQuery, withQuery } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";

export default async function AuditPage({ searchParams }: PageProps<"/console/audit">) {
  const administrator = await requireAdministrator();
  const asked = await searchParams;
  const filter = readQuery(asked, auditNames);
  const before = isId("aud", asked.before) ? asked.before : null;
  const { rows, more } = await listDeeds(administrator, filter, { before, take: CONSOLE_PAGE });
  const { realm_id: realmId = "" } = filter;
  const realm = mayReachRealm(administrator, realmId) ? await findRealm(realmId) : null;
  const path = paths.consoleAudit();
  const now = new Date();
  return (
    <ConsoleFrame
      administrator={administrator}
      signOut={signOutAction}
      realm={realm}
      here={realm ? withQuery(path, { realm_id: realm.id }) : path}
      title={say("console.audit.title")}
      actions={<a href={withQuery(`${path}.csv`, filter)}>{say("console.audit.export")}</a>}
    >
      <p className="quiet">{say("console.audit.lead")}</p>
      <Filter
        clear={path}
        fields={[
          { name: "email", label: say("console.audit.who-hint"), value: filter.email ?? "" },
          { name: "action", label: say("console.audit.what"), value: filter.action ?? "" },
          { name: "realm_id", label: say("console.audit.realm"), value: realmId },
          { name: "since", label: say("console.audit.since"), value: filter.since ?? "", type: "date" },
          { name: "until", label: say("console.audit.until"), value: filter.until ?? "", type: "date" },
        ]}
      />
      <List
        columns={[
          { text: say("console.audit.what") },
          { text: say("console.audit.object") },
          { text: say("console.audit.who") },
          { text: say("console.audit.from") },
          { text: say("console.audit.when") },
        ]}
        rows={rows.map((entry) => ({
          id: entry.id,
          cells: [
            <a key="what" href={paths.consoleAuditEntry(entry.id)}>
              {entry.action}
            </a>,
            entry.objectId && <code key="object">{entry.objectId}</code>,
            entry.administratorEmail,
            entry.ip,
            <When key="when" at={entry.createdAt} now={now} />,
          ],
        }))}
        empty={
          Object.keys(filter).length > 0 || before
            ? noneFit
            : { title: say("console.audit.empty-title"), text: say("console.audit.empty") }
        }
        first={before && withQuery(path, filter)}
        next={more ? withQuery(path, { ...filter, before: rows.at(-1)?.id }) : null}
      />
    </ConsoleFrame>
  );
}
