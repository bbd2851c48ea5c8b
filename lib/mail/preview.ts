import { say } from "@/lib/domain/messages";
import { escapeHtml, inColumn, inFrame, inShell } from "./mail-html";

type Mail = { readonly subject: string; readonly text: string; readonly html: string };

const edge = "padding:12px 20px;font-family:system-ui,sans-serif;font-size:14px;line-height:1.5;overflow-wrap:anywhere";

/**
 * A mail as a document of its own, with its subject above and its text part below: what goes out, byte for byte, in
 * between. To be shown in a frame, where nothing in it runs or is fetched (lib/domain/security-headers.ts).
 */
export function previewOf({ subject, text, html }: Mail): string {
  const line = "1px solid light-dark(#dfe2e8,#2b303b)";
  return inFrame(html, {
    before: `<header lang="en" dir="ltr" style="${edge};border-bottom:${line}">${escapeHtml(say("console.mails.subject"))}: <strong><bdi>${escapeHtml(subject)}</bdi></strong></header>`,
    after: `<details lang="en" dir="ltr" style="${edge};border-top:${line}"><summary>${escapeHtml(say("console.mails.text-part"))}</summary><pre dir="auto" style="font:inherit;white-space:pre-wrap">${escapeHtml(text)}</pre></details>`,
  });
}

/** Sentences of ours in the place of a mail that cannot be shown. */
export function noPreview(sentences: readonly string[]): string {
  const items = sentences.map((one) => `<p>${escapeHtml(one)}</p>`).join("");
  return inShell({ locale: "en", subject: say("console.mails.preview") }, inColumn(items));
}
