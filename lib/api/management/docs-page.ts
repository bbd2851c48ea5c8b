import { html, raw } from "hono/html";
import { english, type MessageCode, sentence } from "@/lib/domain/messages";
import { env } from "@/lib/env";
import { type Operation, operationPart } from "./docs-operation";
import { docsStyle } from "./docs-style";
import type { OpenApiDocument } from "./open-api";

const methods = ["get", "post", "put", "delete"] as const;

/** What holds for every address, each with an example of it. */
const rules: readonly { readonly code: MessageCode; readonly example?: string }[] = [
  { code: "docs.key", example: "X-Authrocket-Api-Key: ko_…" },
  { code: "docs.realm", example: "X-Authrocket-Realm: rl_…" },
  {
    code: "docs.bodies",
    example: '{ "org": { "name": "Acme" }, "request": { "ip": "192.0.2.1", "client": "Firefox" } }',
  },
  { code: "docs.change" },
  { code: "docs.lists", example: '{ "more_results": false, "collection": [ … ] }' },
  {
    code: "docs.errors",
    example: '{ "errors": { "name": ["Name can\'t be blank"] }, "message": "Name can\'t be blank" }',
  },
  { code: "docs.limits", example: "X-Ratelimit-Remaining: 599" },
];

const say = (code: MessageCode, params = {}) => sentence(english, code, params);

/**
 * The API described for people: one page without a script, made of the OpenAPI document, so that both always say the
 * same. `nonce` lets its stylesheet pass the page's Content-Security-Policy.
 */
export function docsPage(document: OpenApiDocument, nonce: string) {
  const sections = [...sectionsOf(document)];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say("docs.title")}</title>
<link rel="icon" href="/favicon.svg">
<style nonce="${nonce}">${raw(docsStyle)}</style>
</head>
<body>
<header><h1>${say("docs.title")}</h1>
<p>${say("docs.intro")} <a href="/v1/openapi.json">${say("docs.machine")}</a></p></header>
<nav aria-label="${say("docs.contents")}"><ul>
<li><a href="#all">${say("docs.all")}</a></li>
${sections.map(([name]) => html`<li><a href="#${name}">${titleOf(name)}</a></li>`)}
</ul></nav>
<main>
<section id="all"><h2>${say("docs.all")}</h2>
${rules.map(
  ({ code, example }) =>
    html`<p>${say(code, { url: env().publicUrl, limit: env().apiRequestsPerMinute })}</p>${example ? html`<pre>${example}</pre>` : ""}`,
)}
</section>
${sections.map(
  ([name, operations]) =>
    html`<section id="${name}"><h2>${titleOf(name)}</h2>${operations.map((one) => operationPart(one, document))}</section>`,
)}
</main>
</body>
</html>`;
}

/** `user_tokens` is "User tokens". */
function titleOf(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll("_", " ")}`;
}

function sectionsOf({ paths = {} }: OpenApiDocument): Map<string, Operation[]> {
  const sections = new Map<string, Operation[]>();
  for (const [path, item] of Object.entries(paths))
    for (const method of methods) {
      const operation = item[method];
      const [name = ""] = operation?.tags ?? [];
      if (operation) sections.set(name, [...(sections.get(name) ?? []), { method, path, operation }]);
    }
  return sections;
}
