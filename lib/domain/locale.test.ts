import { describe, expect, test } from "vitest";
import { chooseLocale, directionOf, matchLocale } from "./locale";

const none = { asked: null, cookie: null, accepted: null, app: null };

describe("the language of a page", () => {
  test("is what was asked for, else chosen before, else the browser's, else the app's, else English", () => {
    const all = { asked: "fr", cookie: "de", accepted: "ja", app: "es" };
    expect(chooseLocale(all)).toBe("fr");
    expect(chooseLocale({ ...all, asked: null })).toBe("de");
    expect(chooseLocale({ ...all, asked: null, cookie: null })).toBe("ja");
    expect(chooseLocale({ ...none, app: "es" })).toBe("es");
    expect(chooseLocale(none)).toBe("en");
  });

  test.each(["xx", "", "../../etc", "e", "english", "<script>"])("a wish for %j is passed over", (asked) => {
    expect(chooseLocale({ ...none, asked, cookie: "de" })).toBe("de");
  });

  test.each([
    ["fr-CA", "fr"],
    ["pt", "pt-BR"],
    ["pt-PT", "pt-BR"],
    ["PT_br", "pt-BR"],
    ["zh-Hant", null],
    [null, null],
  ])("%j is spoken to in %j", (tag, locale) => expect(matchLocale(tag)).toBe(locale));

  test.each([
    ["da, en-gb;q=0.8, es;q=0.9", "es"],
    ["ja;q=0, de;q=0.1", "de"],
    ["*", "en"],
    ["da, nl", "en"],
    ["fr;q=nonsense, de;q=0.5", "fr"],
    [",;;q=,,", "en"],
  ])("Accept-Language %j means %j (RFC 9110 §12.4.2)", (accepted, locale) =>
    expect(chooseLocale({ ...none, accepted })).toBe(locale),
  );

  test("Arabic runs from right to left", () => {
    expect([directionOf("ar"), directionOf("ja")]).toEqual(["rtl", "ltr"]);
  });
});
