import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanCss, longestCss } from "./custom-css";

const hash = "a".repeat(64);
const css = (source: string) => cleanCss(source).css;
const reasons = (source: string) => cleanCss(source).dropped.map((part) => part.reason);

test.each([
  [".gh-card { color: RED }", ".gh-body .gh-card{color:RED;}"],
  [":root{--gh-accent:#123456}", ".gh-body{--gh-accent:#123456;}"],
  ["html body.dark > .gh-page{a:b}", ".gh-body.dark>.gh-page{a:b;}"],
  ["BODY::before{content:'x'}", '.gh-body::before{content:"x";}'],
  ["*{display:none!important}", ".gh-body *{display:none!important;}"],
  ["a,body,:is(html) b{a:b}", ".gh-body a,.gh-body,.gh-body :is(html) b{a:b;}"],
  ["body+a{a:b}", ".gh-body .gh-body+a{a:b;}"],
  [".a{b:c;&:hover{d:e}}", ".gh-body .a{b:c;&:hover{d:e;}}"],
  ["@media (width <= 40rem){a{b:c}}", "@media (width<=40rem){.gh-body a{b:c;}}"],
  ["@media (width < 40rem){a{b:c}}", "@media (width< 40rem){.gh-body a{b:c;}}"],
  ["@supports (display:grid) and (not (a:b)){a{b:c}}", "@supports (display:grid) and (not (a:b)){.gh-body a{b:c;}}"],
  ["@layer x,y;@layer x{a{b:c}}", "@layer x,y;\n@layer x{.gh-body a{b:c;}}"],
  ["@container card (width > 10px){a{b:c}}", "@container card (width>10px){.gh-body a{b:c;}}"],
  [
    "@keyframes in{FROM{opacity:0}50.5%{opacity:.5}to{opacity:1}}",
    "@keyframes in{from{opacity:0;}50.5%{opacity:.5;}to{opacity:1;}}",
  ],
  ["a{--o:{x:y};--e:;b:var(--o, 1px)}", ".gh-body a{--o:{x:y};--e:;b:var(--o, 1px);}"],
  [`a{background:url( "/assets/${hash}.png" )}`, `.gh-body a{background:url(/assets/${hash}.png);}`],
  [
    "a{background:url(data:image/png;base64,iVBORw0KGgo=)}",
    ".gh-body a{background:url(data:image/png;base64,iVBORw0KGgo=);}",
  ],
  [".md\\:wide{a:b}", ".gh-body .md\\:wide{a:b;}"],
  ["/* c */ a{/* c */b:c;/* c */}", ".gh-body a{b:c;}"],
])("ordinary CSS is kept, within the hosted page: %s", (source, expected) => {
  expect(cleanCss(source)).toEqual({ css: expected, dropped: [] });
});

describe("security 98: what fetches, runs or cannot be understood is left out and listed", () => {
  test.each([
    ["@import url(//evil.example/x.css);", "import"],
    ["@import '//evil.example';", "import"],
    ["@\\69mport 'x';", "rule"],
    ["@charset 'utf-8';", "rule"],
    ["@namespace svg url(//evil.example);", "rule"],
    ["@font-face{font-family:x;src:url(//evil.example/f.woff)}", "font"],
    ["@property --x{syntax:'<url>';inherits:false;initial-value:url(//evil.example)}", "rule"],
    ["@scope (a){b{c:d}}", "rule"],
    ["@function --f(){result:url(//evil.example)}", "rule"],
    ["a{b:url(//evil.example)}", "address"],
    ["a{b:url( 'https://evil.example' )}", "address"],
    ["a{b:url(data:text/html,x)}", "address"],
    ["a{b:url(data:image/svg+xml;base64,AAAA)}", "address"],
    ["a{b:url(/login)}", "address"],
    [`a{b:url(/assets/${hash}.png?x)}`, "address"],
    ["a{b:\\75rl(//evil.example)}", "unreadable"],
    ["a{b:u\\72l('//evil.example')}", "unreadable"],
    ["a{b:src('//evil.example')}", "address"],
    ["a{b:src(var(--x))}", "address"],
    ["a{b:image-set('//evil.example' 1x)}", "address"],
    ["a{b:image-set(var(--x) 1x)}", "address"],
    ["a{b:-webkit-image-set(url(//evil.example) 1x)}", "address"],
    ["a{b:cross-fade(url(//evil.example),red)}", "address"],
    ["a{b:-webkit-cross-fade(url(//evil.example),url(//evil.example),50%)}", "address"],
    ["a{b:image('//evil.example')}", "address"],
    ["a{b:url(attr(value))}", "unreadable"],
    ["a{b:src(attr(value))}", "address"],
    ["a{--x:url(//evil.example)}", "address"],
    ["a{--x:{b:url(//evil.example)}}", "address"],
    ["a{b:if(style(--x:1):url(//evil.example);else:red)}", "address"],
    ["a{behavior:url(x.htc)}", "script"],
    ["a{-moz-binding:url(x.xml#y)}", "script"],
    ["a{\\62 ehavior:url(x)}", "unreadable"],
    ["a{width:expression(alert(1))}", "script"],
    ["a{--x:</style><script>}", null],
    ["a{--x:<!--}", "unreadable"],
    ["<!-- a{b:c} -->", "unreadable"],
    [".\\3c\\/style{a:b}", "unreadable"],
    ["a{b:(}", "unreadable"],
    ["a{--x:(}", "unreadable"],
    ["a{--x:'\n}", "unreadable"],
    ["a{*zoom:1}", "unreadable"],
    ["a{.b &{c:d}}", "unreadable"],
    ["*|html{a:b}", "unreadable"],
    ["> a{b:c}", "unreadable"],
    ["@media screen{b:c}", "unreadable"],
    ["hello", "unreadable"],
  ])("%s", (source, reason) => {
    const out = css(source);
    expect(out).not.toMatch(/evil|url\(|<\/|<!|<script|@import/i);
    if (reason) expect(reasons(source)).toContain(reason);
  });
});

test("security 98: strings and selectors cannot hold the end of a style element", () => {
  const source = `a[title="</style><script>"]{content:"</style><script>alert(1)</script>"}`;
  expect(css(source)).toBe(
    '.gh-body a[title="\\3c /style>\\3c script>"]{content:"\\3c /style>\\3c script>alert(1)\\3c /script>";}',
  );
});

test("what was left out says what, where and why", () => {
  expect(cleanCss("a{b:c}\n\n a{\n d:url(//x);\n e:f}").dropped).toEqual([
    { text: "d:url(//x)", line: 4, reason: "address" },
  ]);
});

test("security 100: a sheet that is too large or nested beyond all measure is left out, quickly", () => {
  expect(cleanCss("a{b:c}".repeat(longestCss / 6 + 1))).toMatchObject({ css: "", dropped: [{ reason: "too-large" }] });
  const begun = performance.now();
  for (const part of ["(", "a{", "{", "[", "&{", ":is(", "@media x{", "\\", '"', "/*", "a{b:url(", ":not("]) {
    const filled = part.repeat(Math.floor(longestCss / part.length));
    for (const source of [filled, `a{b:${filled}`, `a{--b:${filled}}`, `${filled}{a:b}`.slice(0, longestCss)])
      expect(css(source)).not.toContain("url(");
  }
  expect(performance.now() - begun).toBeLessThan(10_000);
});

const pieces = fc.constantFrom(
  ..."a|b|.c|#d|*|html|body|:root|&|>|+|~| |,|{|}|;|:|!important|(|)|[|]|'|\"|\\|\\75rl(|url(|src(|image-set(|var(|attr(|//evil.example/|https:|data:image/png;base64,AAAA|--x|color|red|1px|@media|@import|@layer|@keyframes|@supports|@font-face|from|<|/|</style>|<!--|-->|/*|*/|\n|\0|\ud800|é|\\3c |%|50%".split(
    "|",
  ),
);
const soup = fc.oneof(
  fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join("")),
  fc.array(pieces, { maxLength: 12 }).map((parts) => `a{b:c}x{--y:${parts.join("")}}.z{d:${parts.join("")};e:f}`),
  fc.string({ unit: "binary", maxLength: 60 }),
);

test("security 98: whatever comes in, the result is clean, stays clean, and holds nothing that fetches or ends a style", () => {
  fc.assert(
    fc.property(soup, (source) => {
      const once = cleanCss(source);
      const twice = cleanCss(once.css);
      expect(twice).toEqual({ css: once.css, dropped: [] });
      expect(once.css).not.toMatch(/<\/|<!--/);
      const said = once.css.replace(/"(?!data:image\/png;base64,AAAA")(?:[^"\\]|\\.)*"/gs, '""');
      expect(said).not.toMatch(
        /(?<!\\)@(?:import|font-face)|(?<![-\w\u0080-\uffff])(?:image-set|src)\((?!\s*(?:"data|url\(data))/i,
      );
      for (const [, named] of said.matchAll(/(?<![-\w\u0080-\uffff])url\(([^)]*)\)/gi))
        expect(named).toMatch(/^"?data:image\/png;base64,/);
    }),
    { numRuns: 5_000 },
  );
});
