import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startCachingProxy } from "@/e2e/fixtures/caching-proxy";
import { handler, prepareData } from "@/e2e/fixtures/prepared-data";
import { type Answer, type Asking, ask, startServer, type TestServer } from "@/e2e/fixtures/server";

let data: Awaited<ReturnType<typeof prepareData>>;
let server: TestServer;
let host: string;
let login: Answer;

beforeAll(async () => {
  data = await prepareData({ more: allowJsonp });
  server = await startServer({ dataDir: data.dataDir, env: { SECRET: data.secret } });
  host = `acorn.localhost:${server.port}`;
  login = await server.request("/login", { host });
});

afterAll(async () => {
  await server.stop();
  await data.remove();
});

/** The app `beech` answers by JSONP. */
async function allowJsonp(): Promise<void> {
  const { db } = await import("@/lib/db/client");
  await db().connectedApp.update({ where: { subdomain: "beech" }, data: { settings: { jsonp: true } } });
}

/** One request for each kind of answer that the process gives. */
function everyKind(): [string, Asking][] {
  const form = { "Content-Type": "multipart/form-data; boundary=b" };
  const own = `http://${host}`;
  return [
    ["/login", { host }],
    ["/signup", { host }],
    ["/logged_out", { host }],
    ["/logout", { host }],
    ["/", { host }],
    ["/login", { host, method: "HEAD" }],
    ["/login", { host, headers: { RSC: "1" } }],
    ["/login?_rsc=x", { host, headers: { RSC: "1" } }],
    ["/nothing", { host }],
    ["/login", { host: "nobody.example" }],
    ["/%", { host }],
    ["/login", { host, method: "PUT" }],
    ["/login", { host, method: "POST", body: "a", headers: { Origin: "http://evil.example" } }],
    ["/login", { host, method: "POST", body: "a", headers: { Origin: own, "Content-Type": "text/xml" } }],
    ["/login", { host, method: "POST", body: "--b--\r\n", headers: { Origin: own, ...form } }],
    ["/login", { host, method: "POST", body: "x".repeat(70_000), headers: { Origin: own, ...form } }],
    [
      "/login",
      { host, method: "POST", body: "[]", headers: { Origin: own, "Content-Type": "text/plain", "Next-Action": "x" } },
    ],
    ["/v1/nothing", { host }],
    ["/v1/nothing", { host: `localhost:${server.port}` }],
    ["/console/nothing", { host: `localhost:${server.port}` }],
    ["/healthz", { host }],
    ["/readyz", { host }],
    ["/favicon.ico", { host }],
    ["/_next/static/nothing.js", { host }],
    ...staticFiles().map((file): [string, Asking] => [file, { host }]),
  ];
}

const staticFiles = () => [
  ...new Set([...login.text.matchAll(/"(\/_next\/static\/[^"\\]+)"/g)].map(([, file = ""]) => file)),
];
const nonceOf = ({ headers }: Answer) =>
  /'nonce-([^']+)'/.exec(headers["content-security-policy"]?.toString() ?? "")?.[1] ?? "";

test("security 1: every page has a strict Content-Security-Policy, in which csp_evaluator finds nothing serious", async () => {
  for (const [target, asking] of everyKind()) {
    const { headers } = await server.request(target, asking);
    const policy = headers["content-security-policy"]?.toString() ?? "";
    if (!headers["content-type"]?.startsWith("text/html")) continue;
    for (const directive of [
      "default-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
      expect(policy, target).toContain(directive);
    const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
    expect(
      findings.filter(({ severity }) => severity <= Severity.MEDIUM),
      policy,
    ).toEqual([]);
  }
  expect(login.headers["content-security-policy"]).toContain(`form-action 'self' ${new URL(handler).origin}`);
});

test("security 2: scripts run by nonce alone, and no two responses share one", async () => {
  const nonces = new Set<string>();
  for (let load = 0; load < 20; load += 1) {
    const page = await server.request("/login", { host });
    expect(page.headers["content-security-policy"]).not.toMatch(/unsafe-(inline|eval)/);
    const nonce = nonceOf(page);
    nonces.add(nonce);
    const scripts = page.text.match(/<(?:script|style)\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
  }
  expect(nonces.size).toBe(20);
});

test("security 2: a nonce that a client sends is never used", async () => {
  const headers = { "Content-Security-Policy": "script-src 'nonce-evil'", "X-Nonce": "evil" };
  expect((await server.request("/login", { host, headers })).text).not.toContain("evil");
});

/** More than 500 addresses: every path there is, and some that are none, asked for in many ways on every kind of host. */
function everyAddress(): [string, Asking][] {
  const pages = "login signup verify_login enrol recovery_codes forgot_password reset_password verify_email logout";
  const verbs = "login verify_login check_session logout signup forgot_password nothing";
  const paths = [
    ...["/", "/logged_out", "/sso", "/continue", "/favicon.svg", "/healthz", "/readyz", "/console", "/console/login"],
    ...["/console/setup", "/console/mail", "/api/auth/session", "/api/auth/csrf", "/demo", "/look/x.css", "/nothing"],
    ...pages.split(" ").map((name) => `/${name}`),
    ...verbs.split(" ").map((name) => `/v1/${name}`),
    ...["/v1/realms/rl_x", "/v1/user_tokens/utk_x", "/v1/users", "/_next/static/x.css", "/assets/x.png"],
  ];
  const queries = ["", "?locale=ar&plain=1", "?redirect_uri=x", "?token=kpw_x&username=y", "?callback=f&username=a"];
  const hosts = ["acorn.localhost", "beech.localhost", "localhost", "nobody.example"];
  return hosts.flatMap((name) =>
    paths.flatMap((path) =>
      queries.map((query): [string, Asking] => [path + query, { host: `${name}:${server.port}` }]),
    ),
  );
}

test("security 3: every answer says its type with a charset, is not sniffed, and sends no address on", async () => {
  const asked = [...everyKind(), ...everyAddress()];
  expect(asked.length).toBeGreaterThan(500);
  const types = new Set<string>();
  for (const [target, asking] of asked) {
    const { status, headers } = await server.request(target, asking);
    const said = `${asking.method ?? "GET"} ${target} ${status}`;
    types.add(String(headers["content-type"]).split(";")[0] ?? "");
    expect(status, said).toBeLessThan(500);
    expect(headers["cache-control"], said).toMatch(
      status < 400 && /_next|favicon/.test(target) ? /^public/ : /no-store/,
    );
    expect(headers["x-content-type-options"], said).toBe("nosniff");
    expect(headers["x-request-id"], said).toMatch(/^[0-9a-f-]{36}$/);
    const type = headers["content-type"];
    if (type) expect(type, said).toMatch(/; charset=utf-8$/i);
    else expect([204, 303, 307], said).toContain(status);
    // A redirect shows nothing that a form could be sent from.
    const isPage = type?.startsWith("text/html") && !(status >= 300 && status < 400);
    expect(headers["referrer-policy"], said).toBe(isPage ? "same-origin" : "no-referrer");
  }
  for (const type of ["text/html", "application/json", "text/javascript", "text/css", "image/svg+xml"])
    expect([...types]).toContain(type);
});

test("security 11: a page of any kind shares no window with other origins, is nobody's resource, and uses no device", async () => {
  for (const [target, asking] of everyKind()) {
    const { headers } = await server.request(target, asking);
    if (!headers["content-type"]?.startsWith("text/html")) continue;
    expect(headers["cross-origin-opener-policy"], target).toBe("same-origin");
    expect(headers["cross-origin-resource-policy"], target).toBe("same-origin");
    expect(headers["permissions-policy"], target).toMatch(/camera=\(\).*geolocation=\(\).*microphone=\(\)/);
    expect(headers["reporting-endpoints"], target).toBe('csp="/csp_reports"');
    expect(headers["content-security-policy"], target).toMatch(/; report-to csp$/);
  }
});

test("security 5: nothing but the files of a build may be stored", async () => {
  expect(staticFiles().length).toBeGreaterThan(2);
  for (const [target, asking] of everyKind()) {
    const { status, headers } = await server.request(target, asking);
    const expected = staticFiles().includes(target)
      ? "public, max-age=31536000, immutable"
      : target === "/favicon.ico"
        ? "public, max-age=86400"
        : "no-store";
    expect(headers["cache-control"], `${target} ${status}`).toBe(expected);
  }
});

test("security 6: a private page has no second name that a cache would take for a file", async () => {
  for (const target of [
    "/login/x.css",
    "/login/..%2fa.js",
    "/login;.png",
    "/login.css",
    "/login%00.js",
    "/login%3f.css",
    "/login/",
    "/_next/static/../../login",
    "/_next/static/..%2f..%2flogin",
  ]) {
    const { status, headers } = await server.request(target, { host });
    expect([400, 404], target).toContain(status);
    expect(headers["cache-control"], target).toBe("no-store");
  }
});

describe("security 7: what a client says of hosts, paths and prefetching", () => {
  const lies: NonNullable<Asking["headers"]>[] = [
    { "X-Forwarded-Host": "evil.example" },
    { "X-Forwarded-Host": `beech.localhost:${1}`, "X-Forwarded-Proto": "https", "X-Forwarded-Port": "1" },
    { Forwarded: "host=evil.example;proto=https" },
    { "X-Original-URL": "/signup", "X-Rewrite-URL": "/signup" },
    { "X-Invoke-Path": "/signup", "X-Matched-Path": "/signup", "X-Middleware-Rewrite": "/signup" },
    { "X-Middleware-Redirect": "http://evil.example", "X-Middleware-Skip": "1", "X-Middleware-Next": "1" },
    { "X-Nextjs-Data": "1", "X-Middleware-Prefetch": "1", Purpose: "prefetch", "Next-Url": "/signup" },
    { "X-HTTP-Method-Override": "DELETE" },
  ];
  const plain = ({ text }: Answer) =>
    text.replaceAll(/nonce="[^"]*"|nonce\\":\\"[^"]*\\"/g, "").replaceAll(/\b[A-Za-z0-9+/]{22}==/g, "");

  test.each(lies)("%o changes no page, and no redirect", async (headers) => {
    const answer = await server.request("/login", { host, headers });
    expect(answer.status).toBe(200);
    expect(plain(answer)).toBe(plain(login));
    expect((await server.request("/", { host, headers })).headers.location).toBe("/login");
    expect((await server.request("/logout", { host, headers })).headers.location).toBe("/logged_out");
    expect(plain(await server.request("/login", { host }))).toBe(plain(login));
  });

  test("through a cache that keeps all it may, nobody is given what another's lies had made", async () => {
    const cache = await startCachingProxy(server.port);
    const file = staticFiles().find((name) => name.endsWith(".css")) ?? "";
    try {
      const get = (target: string, headers: Asking["headers"] = {}) => ask(cache.port, target, { host, headers });
      expect([(await get(file)).headers["x-cache"], (await get(file)).headers["x-cache"]]).toEqual(["miss", "hit"]);
      const routers = [
        { RSC: "1" },
        { "Next-Router-Prefetch": "1", RSC: "1" },
        { "Next-Router-State-Tree": "%5B%22%22%2C%7B%7D%5D", RSC: "1" },
      ];
      const targets = ["/login", "/", "/logout", "/signup", "/favicon.ico", "/nothing", "/v1/login", "/login/x.css"];
      for (const target of targets) {
        const clean = await server.request(target, { host });
        for (const headers of [...lies, ...routers]) {
          await get(target, headers);
          const answer = await get(target);
          const said = `${target} after ${JSON.stringify(headers)}`;
          expect([answer.status, answer.headers.location], said).toEqual([clean.status, clean.headers.location]);
          expect(plain(answer), said).toBe(plain(clean));
        }
      }
      expect(cache.size(), "it has kept nothing but the files").toBe(2);
    } finally {
      await cache.stop();
    }
  });

  test("what a router asks for is never stored, so nobody else can be given it", async () => {
    for (const headers of [
      { RSC: "1" },
      { RSC: "1", "Next-Router-Prefetch": "1" },
      { "Next-Router-State-Tree": "%5B%22%22%2C%7B%7D%5D", RSC: "1" },
    ])
      expect((await server.request("/login?_rsc=x", { host, headers })).headers["cache-control"]).toBe("no-store");
  });
});

test("security 8: no answer names the framework, a version, a path of the machine or a stack", async () => {
  for (const [target, asking] of everyKind()) {
    const { headers, text } = await server.request(target, asking);
    expect(headers["x-powered-by"]).toBeUndefined();
    expect(headers.server).toBeUndefined();
    if (staticFiles().includes(target)) continue;
    expect(`${JSON.stringify(headers)}${text}`, target).not.toMatch(
      /next\.js|node_modules|\/lib\/server|prisma|postgres|SELECT |\n\s+at .+:\d+|Error:/i,
    );
    expect(text).not.toContain(process.cwd());
  }
});
