import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { MailList } from "@/components/console/mail-list";
import { listMails, sendsMail } from "@/lib/admin/mails";
import { isId } from "@/lib/domain/ids";
import { english, sentence } from "@/lib/domain/messages";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";

/** Mails on one page; older ones are a link away. */
const PAGE = 50;

export default async function MailPage({ searchParams }: PageProps<"/console/mail">) {
  const administrator = await requireAdministrator();
  const { before } = await searchParams;
  const found = await listMails(administrator, { before: isId("ml", before) ? before : null, take: PAGE + 1 });
  const mails = found.slice(0, PAGE).map((mail) => ({
    ...mail,
    realm: mail.realm?.name ?? null,
    href: paths.consoleMail(mail.id),
  }));
  const older = found.length > PAGE ? `${paths.consoleMails()}?before=${mails.at(-1)?.id ?? ""}` : null;
  return (
    <ConsoleFrame
      title={sentence(english, "console.mail.title")}
      administrator={administrator}
      signOut={signOutAction}
      here={paths.consoleMails()}
    >
      <p className="quiet">{sentence(english, sendsMail() ? "console.mail.lead-sends" : "console.mail.lead-keeps")}</p>
      <MailList mails={mails} now={new Date()} older={older} />
    </ConsoleFrame>
  );
}
