import { directionOf } from "@/lib/domain/locale";
import { english, sentence, type Voice } from "@/lib/domain/messages";
import type { Refusal } from "./refusal";

const style = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:20vh 24px 24px;background:Canvas;color:CanvasText}
main{max-width:24rem;margin:0 auto}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 8px;text-wrap:balance}
p{margin:0 0 16px}
a{display:inline-block;padding:10px 0;color:LinkText}
a:focus-visible{outline:2px solid;outline-offset:2px}`;

/** A whole page of the front's own: no script, no other file, no name of any realm. `retry` is an address to go to. */
export function plainPage(
  { code }: Refusal,
  { nonce, voice, retry }: { nonce: string; voice: Voice; retry?: string | undefined },
): string {
  const { locale } = voice;
  const title = sentence(voice, `front.${code}.title`);
  const link = retry ? `\n<a href="${escapeHtml(retry)}">${escapeHtml(sentence(voice, "front.try-again"))}</a>` : "";
  return `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(sentence(voice, `front.${code}.text`))}</p>${link}
</main>
</body>
</html>
`;
}

/** The same for a client that reads JSON: the error shape of the LoginRocket and management APIs. */
export function plainJson({ code }: Refusal): string {
  const error = `${sentence(english, `front.${code}.title`)}. ${sentence(english, `front.${code}.text`)}`;
  return JSON.stringify({ error, errors: [error] });
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
