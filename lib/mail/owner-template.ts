import { Liquid } from "liquidjs";
import { Marked } from "marked";
import type { MailRenderer } from "@/lib/domain/mail-kinds";
import { cleanMailHtml, escapeHtml, inColumn, inShell, oneLine, type Shell, textOfHtml } from "./mail-html";

/** What an owner wrote in place of our words. */
export type OwnerTemplate = { readonly subject: string; readonly renderer: MailRenderer; readonly body: string };

/** What its variables stand for: `link`, and `user.name` as `{ user: { name } }`. */
export type TemplateValues = Readonly<Record<string, string | number | Readonly<Record<string, string | null>>>>;

/** The most characters that a subject and a body may have. */
export const longestSubject = 200;
export const longestBody = 20_000;

const tags = ["if", "unless", "case", "comment", "#"];
const filters = ["append", "capitalize", "default", "downcase", "prepend", "strip", "truncate", "upcase", "url_encode"];

/**
 * Liquid with the little that a mail needs: no loops, no files, no properties but a variable's own, and an end to time
 * and memory. Whatever comes out of `{{ … }}` goes through `escaped`, and no filter or tag leads around it.
 */
function liquid(escaped: (value: string) => string): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    outputEscape: (value) => (value === null || value === undefined ? "" : escaped(String(value))),
    templates: {}, // instead of the file system
    parseLimit: longestBody + longestSubject,
    renderLimit: 500, // ms
    memoryLimit: 1_000_000,
  });
  for (const name of Object.keys(engine.tags)) if (!tags.includes(name)) delete engine.tags[name];
  for (const name of Object.keys(engine.filters)) if (!filters.includes(name)) engine.unregisterFilter(name);
  engine.registerFilter("escape", (value) => value); // asked for by habit: everything is escaped anyway
  return engine;
}

/**
 * The variables that a template names, each once and in full (`user.name`), and the line of the first time. Throws where
 * it is not Liquid as we take it.
 */
export function variablesOf(source: string): { name: string; line: number }[] {
  const engine = liquid(String);
  const found = new Map<string, number>();
  for (const variable of Object.values(engine.analyzeSync(engine.parse(source)).globals).flat()) {
    const name = String(variable);
    found.set(name, Math.min(found.get(name) ?? Number.POSITIVE_INFINITY, variable.location.row));
  }
  return [...found].map(([name, line]) => ({ name, line }));
}

/** Words a mail by an owner's template: always HTML and text. Throws where the template cannot be rendered. */
export function renderOwnerTemplate(
  { subject, renderer, body }: OwnerTemplate,
  values: TemplateValues,
  { locale }: Pick<Shell, "locale">,
): { subject: string; text: string; html: string } {
  const said = oneLine(liquid(oneLine).parseAndRenderSync(subject, values)).slice(0, longestSubject);
  const shell = { locale, subject: said };
  if (renderer === "text") {
    const text = liquid(oneLine).parseAndRenderSync(body, values).trim();
    const html = `<div style="white-space:pre-wrap">${escapeHtml(text)}</div>`;
    return { subject: said, text, html: inShell(shell, inColumn(html)) };
  }
  const html = cleanMailHtml(renderer === "markdown" ? fromMarkdown(body, values) : fromHtml(body, values));
  return {
    subject: said,
    text: textOfHtml(html),
    html: inShell(shell, renderer === "markdown" ? inColumn(html) : html),
  };
}

function fromHtml(body: string, values: TemplateValues): string {
  return liquid((value) => escapeHtml(oneLine(value))).parseAndRenderSync(body, values);
}

/** Values are text in Markdown too: as entities their punctuation makes no link and no heading. Our own links stay links. */
function fromMarkdown(body: string, values: TemplateValues): string {
  const links = [values.link, values.reset_link];
  const escaped = (value: string) =>
    links.includes(value)
      ? new URL(value).href.replace(/[()]/g, (one) => (one === "(" ? "%28" : "%29"))
      : oneLine(value).replace(/[!-/:-@[-`{-~]/g, (one) => `&#${one.charCodeAt(0)};`);
  const markdown = liquid(escaped).parseAndRenderSync(body, values);
  return new Marked({ gfm: true, async: false }).parse(markdown, { async: false });
}

/** Where a template cannot be read, and why, for its owner. */
export function liquidProblem(error: unknown): { line: number; reason: string } {
  const { message = "", token } = Object(error) as {
    message?: string;
    token?: { getPosition?: () => [number, number] };
  };
  const [said = ""] = message.split("\n");
  return {
    line: token?.getPosition?.()[0] ?? 1,
    reason: said.replace(/, line:\d+, col:\d+$/, "").replace(/\.$/, ""),
  };
}
