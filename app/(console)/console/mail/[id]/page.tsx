import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { MailDetail } from "@/components/console/mail-detail";
import { NothingHere } from "@/components/console/nothing-here";
import { findMail } from "@/lib/admin/mails";
import { isId } from "@/lib/domain/ids";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";

export default async function OneMailPage({ params }: PageProps<"/console/mail/[id]">) {
  const administrator = await requireAdministrator();
  const { id } = await params;
  const mail = isId("ml", id) ? await findMail(administrator, id) : null;
  const frame = { administrator, signOut: signOutAction };
  if (!mail) {
    answerWith(404);
    return <NothingHere {...frame} />;
  }
  return (
    <ConsoleFrame {...frame} title={mail.subject}>
      <MailDetail mail={{ ...mail, realm: mail.realm?.name ?? null }} now={new Date()} all={paths.consoleMails()} />
    </ConsoleFrame>
  );
}
