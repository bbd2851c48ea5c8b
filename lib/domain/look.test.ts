import { expect, test } from "vitest";
import { plainLook, resolveLook, sheetHash, sheetText, showLook } from "./look";

const bare = { pageTitle: null, header: null, footer: null, css: null, externalCssText: null, logo: null };
const logo = `/assets/${"a".repeat(64)}.png`;

test("each part is the app's, else the realm's, else ours; the CSS of all counts, the app's last", () => {
  const realm = {
    page_title: "Realm",
    header: "<p>realm</p>",
    footer: "<p>realm</p>",
    css: "a{b:c}",
    logo,
    signup: false,
  };
  expect(resolveLook({ ...bare, pageTitle: "App", css: "x{y:z}", externalCssText: "m{n:o}" }, realm)).toEqual({
    pageTitle: "App",
    header: "<p>realm</p>",
    footer: "<p>realm</p>",
    logo,
    css: ["a{b:c}", "m{n:o}", "x{y:z}"],
  });
  expect(
    resolveLook({ ...bare, logo: { contentHash: "b".repeat(64), contentType: "image/svg+xml" } }, realm).logo,
  ).toBe(`/assets/${"b".repeat(64)}.svg`);
});

test.each([null, undefined, "x", [], { css: 7, header: {}, logo: "https://evil.example/x.png" }])(
  "settings of a realm that are %j are none",
  (settings) => {
    expect(resolveLook(bare, settings)).toEqual(plainLook);
  },
);

test("security 99: HTML that was stored unclean is shown clean", () => {
  expect(showLook({ ...plainLook, header: "<b onclick=x>a</b><script>b</script>" }).header).toBe("<b>a</b>");
});

test("a stylesheet is named by what is in it, and one part cannot reach into the next", () => {
  expect(sheetHash([])).toBe(null);
  expect(sheetHash(["a", "b"])).not.toBe(sheetHash(["ab"]));
  expect(showLook({ ...plainLook, css: ["a{b:c}"] }).stylesheet).toMatch(/^\/look\/[0-9a-f]{32}\.css$/);
  expect(sheetText(["a{b:c", "x{y:z}"])).toBe(".gh-body a{b:c;}\n.gh-body x{y:z;}");
});
