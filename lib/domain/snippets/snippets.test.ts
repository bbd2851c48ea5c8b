import { spawn } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { exportSPKI, generateKeyPair, SignJWT } from "jose";
import { afterEach, describe, expect, test } from "vitest";
import { type Integration, singleQuoted } from "./integration";
import { languages, snippets } from "./languages";

const usual: Integration = {
  login: "https://acorn.login.example/login",
  signup: "https://acorn.login.example/signup",
  logout: "https://acorn.login.example/logout",
  api: "https://acorn.login.example",
  management: "https://login.example/v1",
  handler: "http://localhost/in?from=login",
  mode: "query",
  algo: "hs256",
  anyOrigin: false,
};
const secret = `jsk_${"s".repeat(43)}`;
const pair = await generateKeyPair("RS256");
const ways = {
  hs256: { sign: new TextEncoder().encode(secret), verify: secret },
  rs256: { sign: pair.privateKey, verify: await exportSPKI(pair.publicKey) },
} as const;

const signed = (algo: "hs256" | "rs256", seconds = 60) =>
  new SignJWT({ uid: "usr_1", un: "frank" })
    .setProtectedHeader({ typ: "JWT", alg: algo.toUpperCase() })
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(ways[algo].sign);

const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

/** Runs the code for Node as it stands; answers the handler that it serves. */
async function serve(integration: Omit<Integration, "handler">): Promise<string> {
  const handler = `http://localhost:${await freePort()}/in?from=login`;
  const folder = await mkdtemp(path.join(tmpdir(), "gatehouse-snippet-"));
  await symlink(path.resolve(import.meta.dirname, "../../../node_modules"), path.join(folder, "node_modules"));
  await writeFile(path.join(folder, "login.mjs"), snippets.node({ ...integration, handler }));
  const env = { JWT_KEY: ways[integration.algo].verify };
  const child = spawn(process.execPath, ["login.mjs"], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  ending.push(async () => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  });
  await expect.poll(() => fetch(handler, { redirect: "manual" }).then(({ status }) => status, String)).toBe(303);
  return handler;
}

function send(handler: string, mode: Integration["mode"], fields: Readonly<Record<string, string>>) {
  const sent = new URLSearchParams(fields);
  if (mode !== "query") return fetch(handler, { method: "POST", body: sent, redirect: "manual" });
  return fetch(`${handler}&${sent}`, { redirect: "manual" });
}

describe("the code for Node, run as it stands", () => {
  test.each([
    ["hs256", "query"],
    ["rs256", "query"],
    ["hs256", "form_post"],
    ["rs256", "fragment"],
  ] as const)(
    "takes a token by %s and %s, and none that is wrong, over, or by another algorithm",
    async (algo, mode) => {
      const handler = await serve({ ...usual, algo, mode });
      const token = await signed(algo);
      const good = await send(handler, mode, { token, redir: "/notes/7?a=b" });
      expect([good.status, good.headers.get("location")]).toEqual([303, new URL("/notes/7?a=b", handler).href]);
      expect(good.headers.get("set-cookie")).toMatch(/^session=[\w-]{36}; Path=\/; HttpOnly; SameSite=Lax$/);
      const confused = await new SignJWT({ uid: "usr_1", exp: 9_999_999_999 })
        .setProtectedHeader({ alg: "HS512" })
        .sign(new TextEncoder().encode(ways[algo].verify));
      const bad = [`${token.slice(0, -6)}AAAAAA`, await signed(algo, -10), confused, "", "a.b.c"];
      for (const wrong of bad) {
        const refused = await send(handler, mode, { token: wrong });
        expect([refused.headers.get("location"), refused.headers.get("set-cookie")]).toEqual([usual.login, null]);
      }
    },
  );

  test("sends nobody to a page of others", async () => {
    const handler = await serve(usual);
    const { origin } = new URL(handler);
    for (const redir of [
      "https://evil.example/",
      "//evil.example",
      "/\\evil.example",
      "/\t/evil.example",
      "/.//evil.example",
      "javascript:alert(1)",
    ]) {
      const { headers } = await send(handler, "query", { token: await signed("hs256"), redir });
      expect(new URL(headers.get("location") ?? "", "https://elsewhere.example/").origin, redir).toBe(origin);
    }
  });
});

test("every language names the algorithm, and holds the app's addresses", () => {
  for (const language of ["node", "ruby", "php"] as const)
    for (const algo of ["hs256", "rs256"] as const) {
      const text = snippets[language]({ ...usual, algo });
      expect(text).toContain(algo.toUpperCase());
      expect(text).not.toContain(algo === "hs256" ? "RS256" : "HS256");
      expect(text).toContain(usual.login);
    }
  expect(snippets.html(usual)).toContain('<script src="https://acorn.login.example/authrocket.js"></script>');
  expect(snippets.html({ ...usual, anyOrigin: true })).toContain('"https://acorn.login.example", { cookies: false }');
  expect(snippets.php({ ...usual, mode: "form_post" })).toContain("$_POST['token']");
});

test("an address ends no text, comment or tag that it stands in", () => {
  const odd = "https://x.example/'\"?></script><!--";
  const all = languages.map((language) => snippets[language]({ ...usual, login: odd, handler: odd, api: odd }));
  const comments = /^\s*(?:\/\/|#).*$/gm;
  for (const text of all.flatMap((one) => one.match(comments) ?? [])) expect(text).not.toMatch(/\?>|<!--/);
  const tags = snippets.html({ ...usual, api: odd }).match(/<\/?script\b[^>]*>|<!--/g);
  expect(tags).toHaveLength(4);
  expect(snippets.node({ ...usual, login: odd })).toContain(`"https://x.example/'\\"?>\\u003c/script>\\u003c!--"`);
  expect(singleQuoted("a'b\\")).toBe("'a\\'b\\\\'");
  expect(snippets.curl({ ...usual, management: "https://x.example/a'b" })).toContain(
    "'https://x.example/a'\\''b/users'",
  );
});
