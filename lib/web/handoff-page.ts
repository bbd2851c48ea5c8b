import type { PostedForm } from "@/lib/domain/handoff-url";
import { directionOf } from "@/lib/domain/locale";
import { sentence } from "@/lib/domain/messages";
import { currentRequest } from "@/lib/request/context";
import { paths } from "./paths";
import { requireVisit } from "./visit";

const style = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:20vh 24px 24px;background:Canvas;color:CanvasText}
main{max-width:24rem;margin:0 auto}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 16px;text-wrap:balance}
p{margin:0 0 16px}
a{display:inline-block;padding:10px 0;color:LinkText}
button{font:inherit;min-height:44px;padding:0 24px}
:focus-visible{outline:2px solid;outline-offset:2px}`;

/**
 * The page that posts a token to the app: by itself where scripts run, by its button where none do. Without any look of
 * the owner's, since its fields hold the token.
 */
export function handoffPage({ action, fields }: PostedForm): Response {
  const { app, voice } = requireVisit();
  const hidden = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return page(
    sentence(voice, "continue.title", { app: app.name }),
    `<form method="post" action="${escapeHtml(action)}">${hidden.join("")}
<button>${escapeHtml(sentence(voice, "continue.submit"))}</button></form>
<script nonce="${currentRequest().nonce}">document.forms[0].submit()</script>`,
  );
}

/** The same address a second time, or in a browser that keeps no cookies: what happened, and the way on. */
export function handoffGonePage(): Response {
  const visit = requireVisit();
  const { app, voice } = visit;
  return page(
    sentence(voice, "continue.gone-title"),
    `<p>${escapeHtml(sentence(voice, "continue.gone", { app: app.name }))}</p>
<a href="${escapeHtml(paths.login(visit))}">${escapeHtml(sentence(voice, "logout.to-login"))}</a>`,
    410,
  );
}

function page(title: string, body: string, status = 200): Response {
  const { voice } = requireVisit();
  const html = `<!doctype html>
<html lang="${voice.locale}" dir="${directionOf(voice.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style nonce="${currentRequest().nonce}">${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;
  return new Response(html, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
