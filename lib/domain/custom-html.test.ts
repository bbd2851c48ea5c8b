import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanHtml, longestHtml } from "./custom-html";

const image = `/assets/${"a".repeat(64)}.png`;

test.each([
  [
    "<h1>Hi</h1><p>a <strong>b</strong> <em>c</em><br><small>d</small></p>",
    "<h1>Hi</h1><p>a <strong>b</strong> <em>c</em><br /><small>d</small></p>",
  ],
  ['<a href="https://x.example/y?a=1&b=2">z</a>', '<a href="https://x.example/y?a=1&amp;b=2" rel="noopener">z</a>'],
  ['<a href="mailto:a@b.example">z</a>', '<a href="mailto:a@b.example" rel="noopener">z</a>'],
  [`<img src="${image}" alt="Our shop" width="40">`, `<img src="${image}" alt="Our shop" width="40" />`],
  [
    '<div class="hero wide"><span class="x">y</span></div><ul><li>1</ul>',
    '<div class="hero wide"><span class="x">y</span></div><ul><li>1</li></ul>',
  ],
  ["a < b & c", "a &lt; b &amp; c"],
])("what an owner may say is kept: %s", (source, html) => {
  expect(cleanHtml(source)).toEqual({ html, dropped: [] });
});

describe("security 99: what could run, fetch, imitate or take over is left out and listed", () => {
  test.each([
    ["<script>alert(1)</script>x", "x", "element"],
    ["<style>*{}</style>x", "x", "element"],
    ["<b onclick=alert(1)>x</b>", "<b>x</b>", "attribute"],
    ["<b style='color:red' id=forms name=x>x</b>", "<b>x</b>", "attribute"],
    ["<base href=//evil.example>x", "x", "element"],
    ["<meta http-equiv=refresh content='0;url=//evil.example'>x", "x", "element"],
    ["<form action=//evil.example><input name=password><button>Go</button></form>", "Go", "element"],
    ["<iframe src=//evil.example>y</iframe>x", "x", "element"],
    ["<object data=//evil.example>y</object><embed src=x>x", "x", "element"],
    ["<svg><script>alert(1)</script></svg>x", "x", "element"],
    ["<math><mtext><table><mglyph><style><img src onerror=alert(1)></style></math>x", "", "element"],
    ["<template><b>y</b></template>x", "x", "element"],
    ["<link rel=stylesheet href=//evil.example>x", "x", "element"],
    ["<a href=javascript:alert(1)>x</a>", "<a>x</a>", "address"],
    ["<a href=' jav\tascript:alert(1)'>x</a>", "<a>x</a>", "address"],
    ["<a href=//evil.example>x</a>", "<a>x</a>", "address"],
    ["<a href='data:text/html,x'>x</a>", "<a>x</a>", "address"],
    [
      "<a href='https://x.example' target=_blank rel=opener>x</a>",
      '<a href="https://x.example" rel="noopener">x</a>',
      "attribute",
    ],
    ["<img src=https://evil.example/x.png>x", "x", "address"],
    [`<img src=${image} srcset=//evil.example onerror=alert(1)>`, `<img src="${image}" />`, "attribute"],
    ["<div class='gh-submit mine GH-card'>x</div>", '<div class="mine">x</div>', "own-name"],
  ])("%s", (source, html, reason) => {
    const clean = cleanHtml(source);
    if (html) expect(clean.html).toBe(html);
    expect(clean.dropped.map((part) => part.reason)).toContain(reason);
  });
});

test("HTML that is too large is left out", () => {
  for (const source of ["x".repeat(longestHtml + 1), "&".repeat(longestHtml - 1)])
    expect(cleanHtml(source)).toMatchObject({ html: "", dropped: [{ reason: "too-large" }] });
});

const pieces = fc.constantFrom(
  ..."<a |<b>|</b>|<p>|</p>|</div>|<div |<img |<svg>|</svg>|<math>|<style>|</style>|<script>|</script>|<template>|<!--|-->|<![CDATA[|]]>|<?x |href=|src=|class=|id=|onerror=|javascript:|https://x.example|\"|'|>|/>|&lt;|&#x3c;|&|=| |\n|\0|x|gh-a|<select>|<table>|<noscript>|<title>|<xmp>|<plaintext>|</br>|</form>".split(
    "|",
  ),
);

test("security 99: whatever comes in, the result is clean, stays clean, and holds only what is on the list", () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const { html } = cleanHtml(parts.join(""));
      expect(cleanHtml(html)).toEqual({ html, dropped: [] });
      for (const [tag] of html.matchAll(/<[^>]*>/g))
        expect(tag).toMatch(
          /^<\/?(?:a|b|p|div|img|br)(?: (?:href="https:[^"]*"|rel="noopener"|class="[^"]*"))*(?: \/)?>$/,
        );
    }),
    { numRuns: 5_000 },
  );
});
