import { type MailKind, type MailValues, mailKinds } from "@/lib/domain/mail-kinds";
import { type MessageCode, sentence, type Voice } from "@/lib/domain/messages";
import { escapeHtml, inColumn, inShell, oneLine } from "./mail-html";

/** What the button of a link says. */
const labels: { readonly [K in MailKind]: Readonly<Partial<Record<string, MessageCode>>> } = {
  "user.password_token.created": { link: "mail.button.new-password" },
  "user.email.verification_requested": { link: "mail.button.confirm" },
  "user.password.changed": { link: "mail.button.new-password" },
  "user.recovery_code.used": {},
  "user.login.codes_failed": { link: "mail.button.new-password" },
  "user.signup.existing": { link: "mail.button.log-in", reset_link: "mail.button.new-password" },
};

const button =
  "display:inline-block;padding:12px 20px;border-radius:8px;background:#1d4ed8;color:#ffffff;font-weight:600;text-decoration:none";
const quiet = "margin:0 0 20px;font-size:13px;color:#767676";

/**
 * Words a mail from the catalogue, as text and as HTML. A link that stands alone becomes a button with the bare
 * address under it, for those who would rather see where they go.
 */
export function wordFromCatalogue<K extends MailKind>(
  kind: K,
  voice: Voice,
  { app, username, values }: { app: string; username: string; values: MailValues<K> },
): { subject: string; text: string; html: string } {
  const params = { ...values, app: oneLine(app), username: oneLine(username) };
  const subject = oneLine(sentence(voice, `mail.${kind}.subject` as MessageCode, params));
  const text = sentence(voice, `mail.${kind}.text` as MessageCode, params).trim();
  const links = linksIn(kind, values);
  const blocks = text.split(/\n{2,}/).map((block) => {
    const alone = links.find(([, link]) => link === block.trim());
    const label = alone && labels[kind][alone[0]];
    return label
      ? buttonFor(alone[1], sentence(voice, label))
      : `<p style="margin:0 0 20px">${withLinks(block, links)}</p>`;
  });
  const name = `<p style="margin:0 0 24px;font-weight:600">${escapeHtml(params.app)}</p>`;
  return { subject, text, html: inShell({ locale: voice.locale, subject }, inColumn(name + blocks.join(""))) };
}

/**
 * Our own words for a mail as an owner's template in Markdown, to begin with: the places of our sentences are variables,
 * a link that stands alone carries the words of its button.
 */
export function catalogueTemplate(kind: MailKind, voice: Voice): { subject: string; body: string } {
  const places = Object.fromEntries(mailKinds[kind].map((name) => [name, `{{ ${name} }}`]));
  const params = { ...places, app: "{{ app.name }}", username: "{{ user.username }}" };
  const text = sentence(voice, `mail.${kind}.text` as MessageCode, params).trim();
  const blocks = text.split(/\n{2,}/).map((block) => {
    const name = /^\{\{ (\w+) \}\}$/.exec(block.trim())?.[1];
    const label = name && labels[kind][name];
    return label ? `[${sentence(voice, label)}](${block.trim()})` : block;
  });
  return { subject: sentence(voice, `mail.${kind}.subject` as MessageCode, params), body: blocks.join("\n\n") };
}

/** The values of a mail of that kind that are links, by name. */
export function linksIn<K extends MailKind>(kind: K, values: MailValues<K>): [name: string, link: string][] {
  return mailKinds[kind]
    .filter((name) => name === "link" || name === "reset_link")
    .map((name: (typeof mailKinds)[K][number]) => [name, String(values[name])]);
}

function buttonFor(link: string, label: string): string {
  const address = escapeHtml(link);
  return (
    `<p style="margin:0 0 12px"><a href="${address}" style="${button}">${escapeHtml(label)}</a></p>` +
    `<p style="${quiet}"><a dir="ltr" href="${address}" style="color:inherit">${address}</a></p>`
  );
}

/** A paragraph, escaped, with our own links in it to follow. */
function withLinks(block: string, links: readonly [string, string][]): string {
  const linked = links.reduce((html, [, link]) => {
    const address = escapeHtml(link);
    return html.replaceAll(address, () => `<a href="${address}">${address}</a>`);
  }, escapeHtml(block));
  return linked.replaceAll("\n", "<br>");
}
