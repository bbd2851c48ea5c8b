import { curlSnippet } from "./curl";
import { htmlSnippet } from "./html";
import type { Integration } from "./integration";
import { nodeSnippet } from "./node";
import { phpSnippet } from "./php";
import { rubySnippet } from "./ruby";

/** Code that uses an app, by language: filled in with the app's own addresses, ready to run. It holds no secret. */
export const snippets = {
  html: htmlSnippet,
  node: nodeSnippet,
  ruby: rubySnippet,
  php: phpSnippet,
  curl: curlSnippet,
} as const satisfies Record<string, (integration: Integration) => string>;

export type Language = keyof typeof snippets;

export const languages = Object.keys(snippets) as Language[];

/** The language of that name; the first one for any other. */
export function languageOf(name: unknown): Language {
  return languages.find((one) => one === name) ?? "html";
}
