import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postForm } from "@/e2e/fixtures/post-form";
import { prepareData } from "@/e2e/fixtures/prepared-data";
import { startServer, type TestServer } from "@/e2e/fixtures/server";
import { directionOf, locales } from "@/lib/domain/locale";
import { type MessageCode, sentence } from "@/lib/domain/messages";

let data: Awaited<ReturnType<typeof prepareData>>;
let server: TestServer;
let host: string;

beforeAll(async () => {
  data = await prepareData();
  await giveOwnSentences();
  server = await startServer({ dataDir: data.dataDir, env: { SECRET: data.secret } });
  host = `acorn.localhost:${server.port}`;
});

afterAll(async () => {
  await server.stop();
  await data.remove();
});

/** The app `beech` has French of its own, and speaks French to whoever says nothing. */
async function giveOwnSentences(): Promise<void> {
  const { openDatabase, closeDatabase, db } = await import("@/lib/db/client");
  await openDatabase();
  await db().connectedApp.update({
    where: { subdomain: "beech" },
    data: { sentences: { fr: { "login.submit": "Entrer à la hêtraie" } }, settings: { locale: "fr" } },
  });
  await closeDatabase();
}

const get = (path: string, headers: Readonly<Record<string, string>> = {}, at = host) =>
  server.request(path, { host: at, headers });

const inPage = (text: string) => text.replaceAll("'", "&#x27;").replaceAll('"', "&quot;");

describe("a hosted page", () => {
  test.each(locales)("speaks %s to a browser that asks for it, and says so in lang and dir", async (locale) => {
    const { text } = await get("/login", { "Accept-Language": `${locale}, en;q=0.5` });
    expect(text).toContain(`<html lang="${locale}" dir="${directionOf(locale)}"`);
    expect(text).toContain(inPage(sentence({ locale, own: {} }, "login.title", { app: "Acorn" })));
  });

  test("keeps a language that was asked for, on every later page", async () => {
    const asked = await get("/login?locale=de", { "Accept-Language": "fr" });
    expect(asked.text).toContain('<html lang="de"');
    const cookie = String(asked.headers["set-cookie"]).split(";")[0] ?? "";
    expect(String(asked.headers["set-cookie"])).toMatch(/^gh_locale=de; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    const later = await get("/signup", { "Accept-Language": "fr", Cookie: cookie });
    expect(later.text).toContain('<html lang="de"');
    expect(later.headers["set-cookie"]).toBe(undefined);
  });

  test("says a form's problems in the language of the page", async () => {
    const answer = await postForm(server, "/login?locale=ja", { host, fields: { username: "nobody", password: "x" } });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(sentence({ locale: "ja", own: {} }, "problem.credentials.wrong"));
  });

  test("is in the app's own language for a browser that says none, with the owner's own words", async () => {
    const beech = `beech.localhost:${server.port}`;
    expect((await get("/login", {}, beech)).text).toContain("Entrer à la hêtraie");
    expect((await get("/login", { "Accept-Language": "es" }, beech)).text).not.toContain("hêtraie");
    expect((await get("/login", { "Accept-Language": "fr" })).text).not.toContain("hêtraie");
  });

  test.each(["xx", "../en", "<script>", "en%00", ""])("takes ?locale=%s for no wish at all", async (asked) => {
    const { status, text } = await get(`/login?locale=${encodeURIComponent(asked)}`, { "Accept-Language": "fr" });
    expect([status, text.includes('<html lang="fr"')]).toEqual([200, true]);
  });
});

test("the front's own pages speak the browser's language too", async () => {
  const { status, text } = await get("/nothing-here", { "Accept-Language": "ar" });
  expect(status).toBe(404);
  expect(text).toContain('<html lang="ar" dir="rtl">');
  expect(text).toContain(sentence({ locale: "ar", own: {} }, "front.not-found.title" satisfies MessageCode));
});

test("the LoginRocket API speaks English, and another language where `locale` is sent", async () => {
  const login = async (fields: Readonly<Record<string, string>>) => {
    const { text } = await server.request("/v1/login", {
      host,
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": "fr" },
      body: JSON.stringify({ username: "nobody", password: "x", ...fields }),
    });
    return JSON.parse(text).error;
  };
  expect(await login({})).toBe(sentence({ locale: "en", own: {} }, "problem.credentials.wrong"));
  expect(await login({ locale: "pt-BR" })).toBe(sentence({ locale: "pt-BR", own: {} }, "problem.credentials.wrong"));
});
