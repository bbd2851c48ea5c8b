import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { expect, test } from "vitest";
import {
  commonHeaders,
  contentSecurityPolicy,
  framedPolicy,
  httpsHeaders,
  pageHeaders,
  staticHeaders,
} from "@/lib/domain/security-headers";

const nonce = "q83vEjRWeJCrze8SNFZ4kA==";

test("security 1: the policy closes everything and opens what a page needs", () => {
  expect(contentSecurityPolicy({ nonce, formAction: ["https://app.example"] })).toBe(
    `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; style-src 'self' 'nonce-${nonce}'; connect-src 'self'; ` +
      "img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; frame-src 'none'; form-action 'self' https://app.example; report-to csp",
  );
});

test("security 1: csp_evaluator has no finding of high severity", () => {
  const policy = contentSecurityPolicy({ nonce, formAction: ["https://app.example", "http://localhost:3000"] });
  const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
  expect(findings.filter(({ severity }) => severity === Severity.HIGH || severity === Severity.SYNTAX)).toEqual([]);
});

test("security 2: nothing inline and no evaluation is allowed, and a nonce that is none is refused", () => {
  expect(contentSecurityPolicy({ nonce, formAction: [] })).not.toContain("unsafe");
  for (const bad of ["", "short", "x' 'unsafe-inline", "abc;def-abc;def-abc"]) {
    expect(() => contentSecurityPolicy({ nonce: bad, formAction: [] })).toThrow(RangeError);
  }
});

test("security 7: only a page that frames ours may hold frames, and only one that is looked at may be framed, by us", () => {
  const policy = contentSecurityPolicy({ nonce, formAction: [], framing: "frames" });
  expect(policy).toContain("; frame-src 'self';");
  expect(policy).toContain("; frame-ancestors 'none';");
  expect(framedPolicy(nonce)).toBe(
    `default-src 'none'; script-src 'none'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; base-uri 'none'; ` +
      "form-action 'none'; object-src 'none'; frame-src 'none'; frame-ancestors 'self'; sandbox allow-same-origin",
  );
  expect(() => framedPolicy("x' 'unsafe-inline")).toThrow(RangeError);
});

test("only origins get into form-action, each once, and no text in them starts another directive", () => {
  const formAction = [
    "https://app.example/login?x=1",
    "https://app.example",
    "javascript:alert(1)",
    "*",
    "'unsafe-inline'",
    "https://a.example; script-src *",
    "app://cb",
    "",
  ];
  expect(contentSecurityPolicy({ nonce, formAction })).toMatch(
    /; form-action 'self' https:\/\/app\.example; report-to csp$/,
  );
});

test("security 3, 5: every response is nosniff and without Referer, and every private one stored nowhere", () => {
  for (const headers of [staticHeaders, commonHeaders, pageHeaders])
    expect(headers["X-Content-Type-Options"]).toBe("nosniff");
  expect(staticHeaders).not.toHaveProperty("Cache-Control");
  expect([commonHeaders["Cache-Control"], pageHeaders["Cache-Control"]]).toEqual(["no-store", "no-store"]);
  expect([commonHeaders["Referrer-Policy"], pageHeaders["Referrer-Policy"]]).toEqual(["no-referrer", "same-origin"]);
});

test("security 4: https is remembered for at least a year", () => {
  expect(Number(/max-age=(\d+)/.exec(httpsHeaders["Strict-Transport-Security"])?.[1])).toBeGreaterThanOrEqual(
    31_536_000,
  );
});

test("security 11: a page shares no window with other origins, is nobody's resource, and uses no device", () => {
  expect(pageHeaders).toMatchObject({
    "Reporting-Endpoints": 'csp="/csp_reports"',
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  });
  expect(pageHeaders["Permissions-Policy"]).toMatch(/camera=\(\), .*microphone=\(\)/);
});
