import type { IncomingMessage } from "node:http";
import { chooseLocale } from "@/lib/domain/locale";
import { english, type Voice } from "@/lib/domain/messages";
import type { HostedApp } from "@/lib/domain/visit";
import { env } from "@/lib/env";
import { isUnder } from "./routes";

/** Where a browser keeps the language that a person chose. No secret, and nothing but a language is ever read from it. */
const cookieName = () => (env().https ? "__Host-gh_locale" : "gh_locale");

/** A year, in seconds. */
const YEAR = 365 * 24 * 60 * 60;

type Asked = { readonly url: URL | null; readonly app: HostedApp | null };

/**
 * How whoever sent this request is spoken to. People: in the language they ask for, chose before, or that their browser
 * prefers. Programs: in English, unless they ask for another by `?locale=`. Operators, on the deployment's own host, in
 * English.
 */
export function voiceOf(request: IncomingMessage, { url, app }: Asked): Voice {
  const asked = url?.searchParams.get("locale") ?? null;
  const isProgram = url !== null && isUnder(url.pathname, "/v1");
  if (url && !app) return english;
  const locale = chooseLocale({
    asked,
    cookie: isProgram ? null : chosenBefore(request),
    accepted: isProgram ? null : (request.headers["accept-language"] ?? null),
    app: isProgram ? null : (app?.settings.locale ?? null),
  });
  return { locale, own: app?.sentences[locale] ?? {} };
}

function chosenBefore({ headers }: IncomingMessage): string | null {
  return new RegExp(`(?:^|;\\s*)${cookieName()}=([\\w-]{2,12})`).exec(headers.cookie ?? "")?.[1] ?? null;
}

/** The cookie that keeps a language asked for by `?locale=`, for a year; null where none was asked for. */
export function localeCookie({ url, voice }: { url: URL; voice: Voice }): string | null {
  if (!url.searchParams.has("locale")) return null;
  const secure = env().https ? "; Secure" : "";
  return `${cookieName()}=${voice.locale}; Path=/; Max-Age=${YEAR}; HttpOnly; SameSite=Lax${secure}`;
}
