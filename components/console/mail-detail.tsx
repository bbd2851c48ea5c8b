import type { ReactNode } from "react";
import { english, sentence } from "@/lib/domain/messages";
import type { ListedMail } from "./mail-list";
import { When } from "./when";

type Mail = Omit<ListedMail, "href"> & {
  readonly template: string;
  readonly attempts: number;
  readonly sentAt: Date | null;
  /** Null where it is not for the eyes of whoever looks. */
  readonly text: string | null;
};

/** One mail: its way so far, and what it says where that may be shown. As text: what is in a mail never runs here. */
export function MailDetail({ mail, now, all }: { readonly mail: Mail; readonly now: Date; readonly all: string }) {
  const rows: [string, ReactNode][] = [
    [sentence(english, "console.mail.to"), mail.recipient],
    [sentence(english, "console.mail.realm"), mail.realm],
    [sentence(english, "console.mail.about"), <code key="about">{mail.template}</code>],
    [sentence(english, "console.mail.state"), sentence(english, `console.mail.state.${mail.state}`)],
    [sentence(english, "console.mail.time"), <When key="time" at={mail.createdAt} now={now} />],
    [sentence(english, "console.mail.sent"), mail.sentAt && <When key="sent" at={mail.sentAt} now={now} />],
    [sentence(english, "console.mail.tries"), mail.attempts > 0 ? mail.attempts : null],
    [sentence(english, "console.mail.last-error"), mail.lastError],
  ];
  return (
    <>
      <p>
        <a href={all}>{sentence(english, "console.mail.all")}</a>
      </p>
      <table className="table">
        <tbody>
          {rows
            .filter(([, value]) => value !== null)
            .map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="anywhere">{value}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <section className="realm" aria-labelledby="text">
        <h2 id="text" className="quiet">
          {sentence(english, "console.mail.text")}
        </h2>
        {mail.text === null ? (
          <p>{sentence(english, `console.mail.text-hidden.${mail.state}`)}</p>
        ) : (
          <pre className="letter">{mail.text}</pre>
        )}
      </section>
    </>
  );
}
