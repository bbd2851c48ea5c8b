import { z } from "zod";
import { changeAppLook, findAppLooks } from "@/lib/db/app-looks";
import type { Doer } from "@/lib/db/audit";
import { sentencesMark, wholeMark } from "@/lib/domain/app-look";
import { type Locale, matchLocale } from "@/lib/domain/locale";
import { catalogues } from "@/lib/domain/messages";
import { type PeopleCode, people } from "@/lib/domain/messages/people";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import { codePoints, isPlainText } from "@/lib/domain/text";

const LONGEST = 2_000;

const codes = Object.keys(people) as PeopleCode[];

/** The parts that the sentences for people come in: what stands before the first dot of their codes. */
export const sentenceAreas: readonly string[] = [...new Set(codes.map(areaOf))];

function areaOf(code: string): string {
  return code.split(".")[0] ?? code;
}

/** The form of one area: a field for each of its sentences, named by its code. Blank: ours. */
export function ownSentencesInput(area: string) {
  return z.object(
    Object.fromEntries(codes.filter((code) => areaOf(code) === area).map((code) => [code, z.string().default("")])),
  );
}

/** One sentence as an owner edits it. */
export type EditedSentence = { readonly code: PeopleCode; readonly ours: string; readonly own: string };

/** The sentences of an area in a language, ours beside the owner's; null where the realm has no such app. */
export async function listOwnSentences(
  realmId: string,
  appId: string,
  { locale, area }: { locale: Locale; area: string },
): Promise<{ app: string; sentences: EditedSentence[]; mark: string; isDraft: boolean } | null> {
  const now = await findAppLooks(realmId, appId);
  if (!now) return null;
  const look = now.draft?.look ?? now.published;
  const own = look.sentences[locale] ?? {};
  const inArea = codes.filter((code) => areaOf(code) === area);
  const sentences = inArea.map((code) => ({
    code,
    ours: catalogues[locale][code] ?? people[code],
    own: own[code] ?? "",
  }));
  return { app: now.name, sentences, mark: sentencesMark(look, locale, inArea), isDraft: now.draft !== null };
}

type Place = {
  readonly realmId: string;
  readonly appId: string;
  readonly locale: string;
  /** What marks the sentences that the form was filled with, and whether others are to be replaced; blank: nobody says. */
  readonly base?: string;
  readonly over?: boolean;
};

/**
 * Takes an owner's wording for the sentences of one area and language, into the draft of the app's look. A sentence may
 * use the places that ours has, and no others; a blank one is said in our words. What somebody else has saved since the
 * form was filled is not lost: it is said, and set aside only when asked for.
 */
export async function saveOwnSentences(
  { realmId, appId, locale, base = "", over = false }: Place,
  given: Readonly<Record<string, string>>,
  doer: Doer,
): Promise<Outcome<{ kind: "saved" }>> {
  const language = matchLocale(locale);
  if (!language) return refuse({ code: "not-found" });
  const entries = Object.entries(given).map(([code, text]) => [code, text.replaceAll("\r\n", "\n").trim()] as const);
  const problems = entries.flatMap(([code, text]) => (text === "" ? [] : sentenceProblems(code as PeopleCode, text)));
  if (problems.length > 0) return refuse(...problems);

  const set = Object.fromEntries(entries.filter(([, text]) => text !== ""));
  const unset = entries.filter(([, text]) => text === "").map(([code]) => code);
  const saved = await changeAppLook(realmId, appId, doer, ({ draft, published }) => {
    const current = draft?.look ?? published;
    const marked = codes.filter((code) => code in given);
    const isStale = base !== "" && sentencesMark(current, language, marked) !== base;
    if (isStale && !over) return refuse({ code: "look.stale" });
    const others = Object.entries(current.sentences[language] ?? {}).filter(([code]) => !(code in given));
    const sentences = { ...current.sentences, [language]: { ...Object.fromEntries(others), ...set } };
    const basis = draft ? draft.basis : wholeMark(published);
    const before = isStale ? "aside" : "ends";
    const deed = { action: "sentences.updated", changes: { locale: language, set: Object.keys(set), unset } };
    return done({ change: { to: "draft", look: { ...current, sentences }, basis, before }, deed });
  });
  return saved.ok ? done({ kind: "saved" }) : saved;
}

function sentenceProblems(code: PeopleCode, text: string): Problem[] {
  const params = { sentence: code };
  if (codePoints(text) > LONGEST) return [{ code: "sentence.too-long", params }];
  if (!isPlainText(text.replaceAll("\n", " "))) return [{ code: "sentence.not-plain", params }];
  const known = placesIn(people[code]);
  const strange = placesIn(text).find((place) => !known.includes(place));
  return strange === undefined ? [] : [{ code: "sentence.unknown-place", params: { ...params, place: strange } }];
}

function placesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)/g)].map(([, name = ""]) => name);
}
