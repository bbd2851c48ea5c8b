import { english, sentence } from "@/lib/domain/messages";
import { When } from "./when";

export type ListedMail = {
  readonly id: string;
  readonly href: string;
  readonly subject: string;
  readonly recipient: string;
  readonly realm: string | null;
  readonly state: "queued" | "sent" | "failed" | "kept";
  readonly lastError: string | null;
  readonly createdAt: Date;
};

type Props = { readonly mails: readonly ListedMail[]; readonly now: Date; readonly older: string | null };

/** Mails, newest first: to whom, about what, and what became of them. */
export function MailList({ mails, now, older }: Props) {
  if (mails.length === 0) {
    return (
      <section className="empty">
        <h2>{sentence(english, "console.mail.empty-title")}</h2>
        <p>{sentence(english, "console.mail.empty")}</p>
      </section>
    );
  }
  return (
    <>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{sentence(english, "console.mail.subject")}</th>
            <th scope="col">{sentence(english, "console.mail.to")}</th>
            <th scope="col">{sentence(english, "console.mail.realm")}</th>
            <th scope="col">{sentence(english, "console.mail.state")}</th>
            <th scope="col">{sentence(english, "console.mail.time")}</th>
          </tr>
        </thead>
        <tbody>
          {mails.map((mail) => (
            <tr key={mail.id}>
              <th scope="row">
                <a href={mail.href}>{mail.subject}</a>
              </th>
              <td className="anywhere">{mail.recipient}</td>
              <td>{mail.realm}</td>
              <td className="anywhere">
                {sentence(english, `console.mail.state.${mail.state}`)}
                {mail.lastError && <p className="quiet">{mail.lastError}</p>}
              </td>
              <td>
                <When at={mail.createdAt} now={now} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {older && (
        <p>
          <a href={older}>{sentence(english, "console.mail.older")}</a>
        </p>
      )}
    </>
  );
}
