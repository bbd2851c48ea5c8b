/** What an app's developer has to know to use an app of a realm. None of it is secret. */
export type Integration = {
  /** Where the app's pages are. */
  readonly login: string;
  readonly signup: string;
  readonly logout: string;
  /** The origin of the LoginRocket API and of authrocket.js. */
  readonly api: string;
  /** The management API, with its /v1. */
  readonly management: string;
  /** Where people come back to, and how the token comes along. */
  readonly handler: string;
  readonly mode: "query" | "fragment" | "form_post";
  readonly algo: "hs256" | "rs256";
  /** The app lets pages of every origin in, and then takes no cookies from them. */
  readonly anyOrigin: boolean;
};

/** A line of code; null and false are none. */
type Line = string | null | false;

/** Lines as one text. */
export function code(...lines: readonly Line[]): string {
  return lines.filter((line) => line !== null && line !== false).join("\n");
}

/** A text as JavaScript writes it, also within a page. */
export function js(text: string): string {
  return JSON.stringify(text).replaceAll("<", "\\u003c");
}

/** A text in single quotes, as Ruby and PHP read it. */
export function singleQuoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}

/** A text that a shell takes as one word. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** An address within a comment or an attribute: nothing in it ends either. */
export function plainAddress(address: string): string {
  return address.replace(/[<>"\s]/g, (one) => encodeURIComponent(one));
}
