import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Facts } from "@/components/console/facts";
import { NothingHere } from "@/components/console/nothing-here";
import { When } from "@/components/console/when";
import { findDeed } from "@/lib/admin/audit";
import { findRealm } from "@/lib/admin/realms";
import { say } from "@/lib/domain/messages";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";

export default async function AuditEntryPage({ params }: PageProps<"/console/audit/[id]">) {
  const administrator = await requireAdministrator();
  const entry = await findDeed(administrator, (await params).id);
  const frame = { administrator, signOut: signOutAction };
  if (!entry) {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const realm = entry.realmId ? await findRealm(entry.realmId) : null;
  const changes = JSON.stringify(entry.changes, null, 2);
  const all = { href: paths.consoleAudit(), text: say("console.audit.title") };
  return (
    <ConsoleFrame {...frame} realm={realm} crumbs={[all]} title={entry.action}>
      <Facts
        facts={[
          [say("console.audit.when"), <When key="when" at={entry.createdAt} now={new Date()} />],
          [say("console.audit.who"), entry.administratorEmail],
          [say("console.audit.realm"), realm?.name ?? entry.realmId],
          [say("console.audit.object"), entry.objectId && <code key="object">{entry.objectId}</code>],
          [say("console.audit.from"), entry.ip],
          [say("console.audit.client"), entry.client],
          [
            say("console.audit.changes"),
            changes !== "{}" && (
              <pre key="changes" className="letter">
                {changes}
              </pre>
            ),
          ],
        ]}
      />
    </ConsoleFrame>
  );
}
