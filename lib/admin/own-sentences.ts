import { z } from "zod";
import type { Doer } from "@/lib/db/audit";
import { findApp } from "@/lib/db/connected-apps";
import { setOwnSentences } from "@/lib/db/own-sentences";
import { type Locale, matchLocale } from "@/lib/domain/locale";
import { catalogues } from "@/lib/domain/messages";
import { type PeopleCode, people } from "@/lib/domain/messages/people";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { readSentences } from "@/lib/domain/own-sentences";
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
): Promise<{ app: string; sentences: EditedSentence[] } | null> {
  const app = await findApp(realmId, appId);
  if (!app) return null;
  const own = readSentences(app.sentences)[locale] ?? {};
  const sentences = codes
    .filter((code) => areaOf(code) === area)
    .map((code) => ({ code, ours: catalogues[locale][code] ?? people[code], own: own[code] ?? "" }));
  return { app: app.name, sentences };
}

/**
 * Takes an owner's wording for the sentences of one area and language. A sentence may use the places that ours has, and
 * no others; a blank one is said in our words.
 */
export async function saveOwnSentences(
  { realmId, appId, locale }: { realmId: string; appId: string; locale: string },
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
  const saved = await setOwnSentences(realmId, appId, { locale: language, set, unset }, doer);
  return saved ? done({ kind: "saved" }) : refuse({ code: "not-found" });
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
