import type { Locale } from "@/lib/domain/locale";
import { ar } from "@/lib/domain/messages/ar";
import { de } from "@/lib/domain/messages/de";
import { en } from "@/lib/domain/messages/en";
import { es } from "@/lib/domain/messages/es";
import { fr } from "@/lib/domain/messages/fr";
import { ja } from "@/lib/domain/messages/ja";
import { ptBr } from "@/lib/domain/messages/pt-br";
import type { Problem } from "@/lib/domain/problem";

export type MessageCode = keyof typeof en;

/** How a person is spoken to: in which language, and with which sentences of the app's owner in place of ours. */
export type Voice = { readonly locale: Locale; readonly own: Readonly<Partial<Record<string, string>>> };

/** Our own sentences in English: for those who run a deployment, and for programs. */
export const english: Voice = { locale: "en", own: {} };

type Params = Readonly<Record<string, string | number>>;

/** Every language has the words for people; those for operators are English in all of them. */
export const catalogues: Readonly<Record<Locale, Readonly<Partial<Record<MessageCode, string>>>>> = {
  en,
  es,
  fr,
  de,
  "pt-BR": ptBr,
  ja,
  ar,
};

const place = /\{(\w+)(?::([^}]*))?\}/g;

/**
 * The sentence of `code` in `voice`, its places filled from `params`. The result is plain text: whoever puts it into
 * HTML escapes it. A place without a value stays as it stands in the catalogue.
 *
 * A number brings its noun along: `{n:minute|minutes}` is the number and the form that goes with it. Languages with
 * more forms name them as CLDR does, with `#` for the number: `{n:one=دقيقة واحدة|two=دقيقتين|few=# دقائق|other=# دقيقة}`.
 */
export function sentence(voice: Voice, code: MessageCode, params: Params = {}): string {
  const said = voice.own[code] ?? catalogues[voice.locale]?.[code] ?? en[code];
  return said.replace(place, (whole: string, name: string, forms?: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) return whole;
    return forms === undefined ? String(value) : counted(voice.locale, value, forms.split("|"));
  });
}

function counted(locale: Locale, value: string | number, forms: readonly string[]): string {
  const category = new Intl.PluralRules(locale).select(Number(value));
  const [first = "", last = first] = forms;
  if (!first.includes("=")) return `${value} ${category === "one" ? first : last}`;
  const named = new Map(forms.map((form) => [form.slice(0, form.indexOf("=")), form.slice(form.indexOf("=") + 1)]));
  return (named.get(category) ?? named.get("other") ?? "#").replace("#", String(value));
}

/** Our own sentence in English, as the console says it. */
export function say(code: MessageCode, params: Params = {}): string {
  return sentence(english, code, params);
}

/** Several sentences at once, for a form that looks them up by their codes. */
export function sentences<C extends MessageCode>(
  voice: Voice,
  codes: readonly C[],
  params: Params = {},
): Record<C, string> {
  return Object.fromEntries(codes.map((code) => [code, sentence(voice, code, params)])) as Record<C, string>;
}

/**
 * What the management API tells a program about a problem: in AuthRocket's words, which name the field ("Username can't
 * be blank", seed 000), where the catalogue has them under `api.<code>`; else as a person is told. One sentence alone goes
 * without its full stop, as theirs do.
 */
export function apiSentence(problem: Problem): string {
  const code = `api.${problem.code}`;
  const said = isMessageCode(code) ? sentence(english, code, paramsOf(problem)) : problemSentence(english, problem);
  return /^[^.]*\.$/.test(said) ? said.slice(0, -1) : said;
}

/** What is named by a field, as a sentence begins with it: `expires_at` is "Expires at", `user_id` is "User". */
function labelOf(field: string): string {
  const words = field.replace(/_ids?$/, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A problem's own values, its field as `{label}`, and its wait in `{minutes}` and `{seconds}`, rounded up. */
function paramsOf({ field, params, retryAfter }: Problem): Params {
  const seconds = Math.max(1, Math.ceil(retryAfter ?? 0));
  return { minutes: Math.ceil(seconds / 60), seconds, label: labelOf(field ?? "it"), ...params };
}

function isMessageCode(code: string): code is MessageCode {
  return Object.hasOwn(en, code);
}

/** What to tell a person about a problem. A problem with `retryAfter` (seconds) says it in `{minutes}`, rounded up. */
export function problemSentence(voice: Voice, problem: Problem): string {
  return sentence(voice, `problem.${problem.code}`, paramsOf(problem));
}
