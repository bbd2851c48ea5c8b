import { expect, test } from "vitest";
import { matchRedirectUri } from "@/lib/domain/redirect-uri";

const registered = [
  "https://good.example/app",
  "http://localhost:3000/cb/",
  "https://whole.example",
  "https://q.example/cb?app=1",
];
const match = (candidate: unknown) => matchRedirectUri(candidate as string, registered);

test.each([
  ["https://good.example/app", "https://good.example/app"],
  ["https://good.example/app/", "https://good.example/app/"],
  ["https://good.example/app/deep/er?x=1&y=%20%2F", "https://good.example/app/deep/er?x=1&y=%20%2F"],
  ["https://good.example/app?next=https://evil.example", "https://good.example/app?next=https://evil.example"],
  ["HTTPS://GOOD.example/app", "https://good.example/app"],
  ["https://good.example:443/app", "https://good.example/app"],
  ["http://localhost:3000/cb", "http://localhost:3000/cb"],
  ["https://whole.example", "https://whole.example/"],
  ["https://whole.example?x=1", "https://whole.example/?x=1"],
  ["https://whole.example/any/path", "https://whole.example/any/path"],
  ["https://q.example/cb?app=1", "https://q.example/cb?app=1"],
  ["https://q.example/cb?app=1&b=2", "https://q.example/cb?app=1&b=2"],
])("%s is registered", (candidate, href) => {
  expect(match(candidate)).toBe(href);
});

test.each<[string, unknown]>([
  ["another host", "https://evil.example/app"],
  ["a scheme-relative address", "//evil.example/app"],
  ["two backslashes", "\\\\evil.example/app"],
  ["a slash and a backslash", "/\\evil.example"],
  ["a path alone", "/app"],
  ["a scheme without slashes", "https:evil.example"],
  ["a scheme without slashes, good host", "https:good.example/app"],
  ["one slash", "https:/good.example/app"],
  ["three slashes", "https:///good.example/app"],
  ["slashes the wrong way", "https:\\\\good.example\\app"],
  ["the good host as userinfo", "https://good.example@evil.example/app"],
  ["the good host as userinfo with a password", "https://good.example:443@evil.example/app"],
  ["userinfo before the good host", "https://evil.example@good.example/app"],
  ["empty userinfo", "https://@good.example/app"],
  ["an escaped at sign", "https://good.example%40evil.example/app"],
  ["the good host as a label", "https://good.example.evil.example/app"],
  ["the good host's end", "https://evilgood.example/app"],
  ["the good host as a path", "https://evil.example/good.example/app"],
  ["an escaped dot in the host", "https://good%2eexample/app"],
  ["a backslash in the host", "https://good.example\\.evil.example/app"],
  ["a backslash and userinfo", "https://evil.example\\@good.example/app"],
  ["a fragment before userinfo", "https://good.example#@evil.example/app"],
  ["a query before userinfo on another host", "https://evil.example?@good.example/app"],
  ["a query straight after the host", "https://good.example?@evil.example/app"],
  ["a fragment", "https://good.example/app#x"],
  ["an empty fragment", "https://good.example/app#"],
  ["a tab in the scheme", "ht\ttps://good.example/app"],
  ["a tab in the host", "https://good\t.example/app"],
  ["a line feed", "https://good.example/app\n"],
  ["a carriage return", "https://good.example/\rapp"],
  ["a space in front", " https://good.example/app"],
  ["a space at the end", "https://good.example/app "],
  ["a NUL", "https://good.example/app\0"],
  ["an escaped header", "https://good.example/app%0d%0aSet-Cookie:x=1"],
  ["an escaped header in the query", "https://good.example/app?x=%0D%0ASet-Cookie:x=1"],
  ["an escaped NUL", "https://good.example/app%00"],
  ["javascript:", "javascript:alert(1)//https://good.example/app"],
  ["data:", "data:text/html,https://good.example/app"],
  ["file:", "file://good.example/app"],
  ["blob:", "blob:https://good.example/app"],
  ["ftp:", "ftp://good.example/app"],
  ["a view-source: prefix", "view-source:https://good.example/app"],
  ["an app's own scheme", "good.example://app"],
  ["an ideographic dot", "https://good。example/app"],
  ["a full-width dot", "https://good．example/app"],
  ["full-width letters", "https://ｇood.example/app"],
  ["a homograph", "https://gооd.example/app"],
  ["its punycode", "https://xn--gd-emca.example/app"],
  ["a soft hyphen", "https://go\u00adod.example/app"],
  ["a dot at the end of the host", "https://good.example./app"],
  ["a dot segment up", "https://good.example/app/../admin"],
  ["a dot segment up and back", "https://good.example/x/../app"],
  ["a dot segment at the end", "https://good.example/app/.."],
  ["a dot segment", "https://good.example/./app"],
  ["an escaped dot segment", "https://good.example/app/%2e%2e/admin"],
  ["a half-escaped dot segment", "https://good.example/app/.%2E/admin"],
  ["a twice escaped dot segment", "https://good.example/app/%252e%252e/admin"],
  ["an escaped slash", "https://good.example/app%2f..%2fadmin"],
  ["an escaped backslash", "https://good.example/app/%5cevil"],
  ["a backslash in the path", "https://good.example/app\\..\\admin"],
  ["a backslash in the query", "https://good.example/app?x=\\evil"],
  ["a longer last segment", "https://good.example/application"],
  ["a path parameter", "https://good.example/app;x=1"],
  ["a shorter path", "https://good.example/"],
  ["the path in other case", "https://good.example/APP"],
  ["a doubled slash before the path", "https://good.example//app"],
  ["another port", "https://good.example:8443/app"],
  ["http for https", "http://good.example/app"],
  ["https for http", "https://localhost:3000/cb"],
  ["http on the port of https", "http://good.example:443/app"],
  ["localhost by its IPv4 address", "http://127.0.0.1:3000/cb"],
  ["localhost by its IPv6 address", "http://[::1]:3000/cb"],
  ["localhost as a number", "http://2130706433:3000/cb"],
  ["localhost's short address", "http://127.1:3000/cb"],
  ["localhost with a dot", "http://localhost.:3000/cb"],
  ["a name under localhost", "http://evil.localhost:3000/cb"],
  ["an IPv6 zone", "http://[::1%25lo]:3000/cb"],
  ["a registered query left out", "https://q.example/cb"],
  ["a registered query changed", "https://q.example/cb?app=10"],
  ["20 kB", `https://good.example/app?${"x".repeat(20_000)}`],
  ["2,001 characters", `https://good.example/app?${"x".repeat(2_001 - 25)}`],
  ["nothing", ""],
  ["a scheme alone", "https://"],
  ["a wildcard", "https://*/app"],
  ["null", null],
  ["undefined", undefined],
  ["the word null", "null"],
  ["a list", ["https://good.example/app"]],
  ["two in one", "https://good.example/app,https://evil.example"],
  ["an object", { toString: () => "https://good.example/app" }],
])("security 20: %s is not registered", (_what, candidate) => {
  expect(match(candidate)).toBeNull();
});

test("security 20: 2,000 characters are the most", () => {
  const longest = `https://good.example/app?${"x".repeat(2_000 - 25)}`;
  expect(match(longest)).toBe(longest);
});

test("security 20: what is registered wrongly matches nothing, not even itself", () => {
  for (const entry of ["", "null", "*", "javascript:alert(1)", "app://cb", "https://u:p@good.example/", "/app"]) {
    expect(matchRedirectUri(entry, [entry])).toBeNull();
    expect(matchRedirectUri("https://good.example/app", [entry])).toBeNull();
  }
});
