import { MailItem } from "@/components/demo/mail-item";
import { listNewestMails } from "@/lib/admin/mails";
import { english, sentence } from "@/lib/domain/messages";

export default async function DemoMailPage() {
  const mails = await listNewestMails(100);
  return (
    <>
      <h1>{sentence(english, "demo.mail.title")}</h1>
      <p>
        {sentence(english, "demo.mail.about")} <a href="/demo/mail.json">{sentence(english, "demo.mail.json")}</a>
      </p>
      {mails.length === 0 && <p className="card">{sentence(english, "demo.mail.empty")}</p>}
      {mails.map((mail) => (
        <MailItem
          key={mail.id}
          to={mail.recipient}
          subject={mail.subject}
          text={mail.text}
          html={mail.html}
          at={mail.createdAt}
        />
      ))}
    </>
  );
}
