import { Fragment } from "react";
import { english, sentence } from "@/lib/domain/messages";

type Props = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly at: Date;
};

/** One mail, with its links to follow. Its HTML is shown as source: what is in a mail never runs here. */
export function MailItem({ to, subject, text, html, at }: Props) {
  return (
    <article className="card">
      <h2>{subject}</h2>
      <p className="quiet">
        {sentence(english, "demo.mail.to")} {to} · {sentence(english, "demo.mail.at")}{" "}
        <time dateTime={at.toISOString()}>{at.toISOString()}</time>
      </p>
      <pre>{withLinks(text)}</pre>
      <details>
        <summary>{sentence(english, "demo.mail.html")}</summary>
        <pre>{html}</pre>
      </details>
    </article>
  );
}

function withLinks(text: string) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, place) => {
    // The parts never move: their place is who they are.
    const key = `${place} ${part}`;
    if (place % 2 === 0) return <Fragment key={key}>{part}</Fragment>;
    return (
      <a key={key} href={part} rel="noreferrer">
        {part}
      </a>
    );
  });
}
