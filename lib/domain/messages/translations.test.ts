import { describe, expect, test } from "vitest";
import { type Locale, locales } from "@/lib/domain/locale";
import { catalogues, english, type MessageCode, sentence } from "@/lib/domain/messages";
import { people } from "./people";

const others = locales.filter((locale) => locale !== "en");
const placesOf = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();
const said = (locale: Locale, code: string) => catalogues[locale][code as MessageCode] ?? "";

describe.each(others)("%s", (locale) => {
  test("says every sentence there is for people, and no other", () => {
    expect(Object.keys(catalogues[locale]).sort()).toEqual(Object.keys(people).sort());
  });

  test("puts the same values into each, and leaves no sentence in English", () => {
    const wrong = Object.entries(people).filter(([code, text]) => {
      const same = said(locale, code) === text && text.split(" ").length > 2;
      return same || placesOf(said(locale, code)).join() !== placesOf(text).join();
    });
    expect(wrong.map(([code]) => code)).toEqual([]);
  });

  test("counts by its own rules", () => {
    for (const minutes of [1, 2, 3, 11, 100])
      expect(sentence({ locale, own: {} }, "problem.throttle.wait", { minutes })).not.toMatch(/[{}|#=]/);
  });
});

test("Arabic has the forms of its nouns", () => {
  const wait = (minutes: number) => sentence({ locale: "ar", own: {} }, "problem.throttle.wait", { minutes });
  expect([1, 2, 3, 11].map(wait).map((text) => /انتظر ([^،]+)،/.exec(text)?.[1])).toEqual([
    "دقيقة واحدة",
    "دقيقتين",
    "3 دقائق",
    "11 دقيقة",
  ]);
});

test("an owner's own sentence takes the place of ours, for that app and language alone", () => {
  const voice = { locale: "fr" as const, own: { "login.submit": "Entrer chez {app}" } };
  expect(sentence(voice, "login.submit", { app: "Acorn" })).toBe("Entrer chez Acorn");
  expect(sentence({ locale: "fr", own: {} }, "login.submit")).toBe("Se connecter");
  expect(sentence(english, "login.submit")).toBe("Log in");
});
