import nodemailer from "nodemailer";
import { seconds } from "@/lib/domain/duration";
import { jobs } from "@/lib/domain/jobs";
import { env } from "@/lib/env";
import { processWide } from "@/lib/process-wide";

/** One message to one person. `id` makes its Message-ID, the same at every try, so that a second copy is known as one. */
export type Message = {
  readonly id: string;
  /** In whose name; null: as MAIL_FROM says, in either half. */
  readonly fromAddress: string | null;
  readonly fromName: string | null;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** Why a message was not taken, in words that hold no secret. `permanent`: the same message would be refused again. */
export type Refusal = { readonly reason: string; readonly permanent: boolean };

/** A server that says nothing is given up long before the job's own end. */
const SILENCE_MS = seconds(20);
const LONGEST_MS = seconds(90);

type Transport = ReturnType<typeof makeTransport>;

const home = processWide<{ transport: Transport | null }>("smtp", () => ({ transport: null }));

/**
 * `SMTP_URL` as nodemailer takes it: connections are kept and reused, and no silence is longer than ours. Its query may
 * hold more of nodemailer's settings, and shorter times.
 */
export function transportUrl(smtpUrl: string): string {
  const url = new URL(smtpUrl);
  const { searchParams: query } = url;
  query.set("pool", "true");
  query.set("maxConnections", String(jobs["send-mail"].workers));
  for (const name of ["dnsTimeout", "connectionTimeout", "greetingTimeout", "socketTimeout"]) {
    const given = Number(query.get(name));
    query.set(name, String(given > 0 ? Math.min(given, SILENCE_MS) : SILENCE_MS));
  }
  return url.href;
}

function makeTransport(smtpUrl: string) {
  return nodemailer.createTransport(transportUrl(smtpUrl));
}

/** Hands a message to the server of `SMTP_URL`. Null when it was taken. Throws without that setting. */
export async function handOver(message: Message): Promise<Refusal | null> {
  const { id, recipient, subject, text, html } = message;
  const { smtpUrl, publicUrl } = env();
  if (!smtpUrl) throw new Error("There is no SMTP_URL to send mail by.");
  home.transport ??= makeTransport(smtpUrl);
  const sending = home.transport.sendMail({
    from: senderOf(message),
    to: { name: "", address: recipient }, // as an object: one address, whatever stands in it
    subject,
    text,
    html,
    messageId: `<${id}@${new URL(publicUrl).hostname}>`,
    headers: { "Auto-Submitted": "auto-generated" }, // RFC 3834: no out-of-office answers to it
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("it took too long")), LONGEST_MS);
  });
  return Promise.race([sending, late])
    .then(() => null, refusalOf)
    .finally(() => clearTimeout(timer));
}

/** An address without a name of its own goes without one: MAIL_FROM's is somebody else's. */
function senderOf({ fromAddress, fromName }: Pick<Message, "fromAddress" | "fromName">): string | Address {
  const { mailFrom } = env();
  if (fromAddress !== null) return { name: fromName ?? "", address: fromAddress };
  if (fromName === null) return mailFrom;
  return { name: fromName, address: /<([^>]*)>$/.exec(mailFrom)?.[1] ?? mailFrom };
}

type Address = { readonly name: string; readonly address: string };

/** Ends the idle connections of this process. */
export function closeSmtp(): void {
  home.transport?.close();
  home.transport = null;
}

/** What nodemailer tells of a failure. */
type Failure = { code?: unknown; command?: unknown; responseCode?: unknown; response?: unknown; message?: unknown };

/**
 * A 5xx to the recipient or to the content is final (RFC 5321 §4.2.1). A 5xx to the sender or the login is the
 * deployment's own trouble, which the next try may find mended.
 */
function refusalOf(error: Failure): Refusal {
  const { code, command, responseCode, response, message } = error;
  const final = Number(responseCode) >= 500 && (command === "RCPT TO" || command === "DATA");
  const unsendable = code === "EENVELOPE" && command === "API"; // an address that SMTP has no way to write
  const said = typeof response === "string" ? `${command ?? "SMTP"}: ${response}` : `${code ?? "SMTP"}: ${message}`;
  return { reason: withoutSecrets(said), permanent: final || unsendable };
}

/** One line for the console. Servers may quote what they were sent: the login, or the links in a message. */
function withoutSecrets(said: string): string {
  const { username, password } = new URL(env().smtpUrl ?? "smtp://none");
  const secrets = [username, password].filter(Boolean).flatMap((one) => [one, decodeURIComponent(one), base64(one)]);
  return secrets
    .reduce((text, secret) => text.replaceAll(secret, "…"), said)
    .replace(/\S*(?::\/\/|token|\bk[a-z]{2}_)\S*/gi, "…")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .slice(0, 300);
}

function base64(encoded: string): string {
  return Buffer.from(decodeURIComponent(encoded)).toString("base64");
}
