import { expect, test } from "vitest";
import { lookMark, readAppLook, wholeMark } from "./app-look";

test("a look is read whatever is stored, and what is not well-formed counts as not set", () => {
  const nothing = readAppLook(null);
  expect(readAppLook({})).toEqual(nothing);
  expect(
    readAppLook({
      pageTitle: 7,
      logo: "https://evil.example/x.png",
      external: {},
      colours: { light: { text: "red" } },
    }),
  ).toEqual(nothing);
  expect(readAppLook(JSON.parse(JSON.stringify(nothing)))).toEqual(nothing);
});

test("a look is marked by what its form shows, in whatever order it is stored; its sentences have a mark of their own", () => {
  const one = readAppLook({ css: "a{b:c}", colours: { light: { text: "#000000", page: "#ffffff" } } });
  const same = readAppLook({ colours: { light: { page: "#ffffff", text: "#000000" } }, css: "a{b:c}" });
  expect(lookMark(one)).toBe(lookMark(same));
  expect(lookMark({ ...one, css: "x{y:z}" })).not.toBe(lookMark(one));
  const worded = readAppLook({ ...one, sentences: { fr: { "login.submit": "Entrer" } } });
  expect(lookMark(worded)).toBe(lookMark(one));
  expect(wholeMark(worded)).not.toBe(wholeMark(one));
});
