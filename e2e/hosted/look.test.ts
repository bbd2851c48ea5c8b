import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { putLogo, putLook } from "@/e2e/fixtures/looks";
import { postForm } from "@/e2e/fixtures/post-form";
import { prepareData } from "@/e2e/fixtures/prepared-data";
import { type Answer, startServer, type TestServer } from "@/e2e/fixtures/server";

const password = "nine grey walruses";
const ids = { realm: "", acorn: "", beech: "", elsewhere: "", logo: "" };
let data: Awaited<ReturnType<typeof prepareData>>;
let server: TestServer;

/** Apps with looks, one of them in another realm, and administrators who may do different things. */
async function prepare(realmId: string): Promise<void> {
  const [{ db }, { createRealm }, { createApp, findAppOwner }, { hashPassword }, { newId }] = await Promise.all([
    import("@/lib/db/client"),
    import("@/lib/admin/realms"),
    import("@/lib/db/connected-apps"),
    import("@/lib/tokens/password-hash"),
    import("@/lib/db/new-id"),
  ]);
  const other = await createRealm({ name: "Elsewhere" });
  const handlers = { loginHandler: "https://app.example/in" };
  ids.elsewhere = (await createApp(other.id, { name: "Elm", subdomain: "elm", ...handlers })).id;
  ids.realm = realmId;
  ids.acorn = (await findAppOwner("acorn"))?.id ?? "";
  ids.beech = (await findAppOwner("beech"))?.id ?? "";
  await putLook(ids.acorn, {
    css: ".gh-title{color:red} a{b:url(//evil.example)}",
    header: "<h2>Hello</h2>",
    pageTitle: "Acorns",
  });
  await putLook(ids.elsewhere, { css: ".gh-title{color:blue}" });

  const passwordHash = await hashPassword(password);
  for (const [name, role, realms] of [
    ["owner", "owner", []],
    ["reader", "read_only", [realmId]],
    ["stranger", "admin", [other.id]],
  ] as const) {
    const email = `${name}@example.com`;
    const account = { id: newId("adm"), email, emailCanonical: email, passwordHash, role };
    await db().administrator.create({
      data: { ...account, realms: { create: realms.map((id) => ({ realmId: id })) } },
    });
    if (name !== "owner") continue;
    const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: "#123" } })
      .png()
      .toBuffer();
    await putLogo(realmId, ids.acorn, png);
  }
}

beforeAll(async () => {
  data = await prepareData({ more: prepare });
  server = await startServer({ dataDir: data.dataDir, env: { SECRET: data.secret } });
});
afterAll(async () => {
  await server.stop();
  await data.remove();
});

const at = (name: string) => (name === "console" ? `localhost:${server.port}` : `${name}.localhost:${server.port}`);
const ask = (app: string, target: string, headers = {}) => server.request(target, { host: at(app), headers });
const sheetOf = (page: Answer) => /href="(\/look\/[0-9a-f]{32}\.css)"/.exec(page.text)?.[1];
const logoOf = (page: Answer) => /src="(\/assets\/[0-9a-f]{64}\.png)"/.exec(page.text)?.[1];

describe("the look of an app", () => {
  test("its page names its stylesheet after ours, shows its logo under the app's name, and says its words", async () => {
    const page = await ask("acorn", "/login");
    const links = [...page.text.matchAll(/<link rel="stylesheet" href="([^"]*)"/g)].map(([, href = ""]) => href);
    expect(links.at(-1)).toBe(sheetOf(page));
    expect(links[0]).toMatch(/^\/_next\/static\//);
    expect(page.text).toMatch(/<img class="gh-logo" src="\/assets\/[0-9a-f]{64}\.png" alt="Acorn"/);
    expect(page.text).toContain("<h2>Hello</h2>");
    expect(page.text).toContain("<title>Acorns</title>");
  });

  test("its files are kept for ever, as what they are and nothing else", async () => {
    const page = await ask("acorn", "/login");
    const sheet = await ask("acorn", sheetOf(page) ?? "");
    expect(sheet.text).toBe(".gh-body .gh-title{color:red;}");
    expect(sheet.headers["content-type"]).toBe("text/css; charset=utf-8");
    const logo = await ask("acorn", logoOf(page) ?? "");
    expect(logo.headers["content-type"]).toBe("image/png");
    for (const answer of [sheet, logo]) {
      expect(answer.status).toBe(200);
      expect(answer.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
      expect(answer.headers["x-content-type-options"]).toBe("nosniff");
      expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
      expect(answer.headers["set-cookie"]).toBe(undefined);
    }
  });

  test("security 100: another app's or realm's stylesheet, and another realm's image, are not there", async () => {
    const [acorn, elm] = [await ask("acorn", "/login"), await ask("elm", "/login")];
    const [ours, theirs, logo] = [sheetOf(acorn) ?? "", sheetOf(elm) ?? "", logoOf(acorn) ?? ""];
    expect((await ask("elm", theirs)).text).toContain("blue");
    for (const [app, path] of [
      ["elm", ours],
      ["beech", ours],
      ["acorn", theirs],
      ["elm", logo],
      ["console", ours],
      ["console", logo],
    ] as const) {
      const answer = await ask(app, path);
      expect([answer.status, answer.headers["cache-control"]], `${app} ${path}`).toEqual([404, "no-store"]);
    }
    expect((await ask("beech", logo)).status).toBe(200); // of the same realm
    for (const path of [
      ours.replace(/[0-9a-f]{4}\.css/, "0000.css"),
      logo.replace(".png", ".svg"),
      "/look/x.css",
      "/assets/../login",
    ])
      expect((await ask("acorn", path)).status, path).toBeGreaterThanOrEqual(400);
    expect((await server.request(ours, { host: at("acorn"), method: "POST", body: "" })).status).toBe(405);
  });

  test("security 100: ?plain=1 shows every page without any of it, and goes on along the links", async () => {
    for (const path of ["/login", "/signup", "/logged_out"]) {
      const page = await ask("acorn", `${path}?plain=1`);
      expect(page.text).not.toMatch(/\/look\/|\/assets\/|Hello|Acorns/);
      expect(page.text).toContain('<p class="gh-app-name">Acorn</p>');
    }
    expect((await ask("acorn", "/login?plain=1")).text).toContain('href="/signup?plain=1"');
    expect((await ask("acorn", "/login")).text).not.toContain("plain");
  });
});

describe("the editor", () => {
  const editor = () => `/console/realms/${ids.realm}/apps/${ids.acorn}/look`;
  const cookies = (answer: Answer) => (answer.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");

  async function signIn(name: string) {
    const fields = { email: `${name}@example.com`, password };
    return { cookie: cookies(await postForm(server, "/console/login", { host: at("console"), fields })) };
  }

  /** The form that edits the text, as the page holds it. */
  function withForm(page: Answer): Answer {
    const form = page.text.split("<form").find((part) => part.includes('name="page_title"')) ?? "";
    return { ...page, text: form.split("</form>")[0] ?? "" };
  }

  const fields = { page_title: "Taken over", header: "", footer: "", css: "", external_css: "", step: "publish" };

  test("security 87: of no administrator but one who may change the realm is anything taken", async () => {
    const owner = await signIn("owner");
    const page = await ask("console", editor(), owner);
    expect(page.status).toBe(200);
    const post = (headers: { cookie: string }) =>
      postForm(server, editor(), { host: at("console"), fields, headers, page: withForm(page) });

    const reader = await signIn("reader");
    expect((await ask("console", editor(), reader)).status).toBe(200);
    const refused = await post(reader);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain("You are not allowed to do that");

    const stranger = await signIn("stranger");
    expect((await ask("console", editor(), stranger)).status).toBe(404);
    expect([403, 404]).toContain((await post(stranger)).status);
    expect((await post({ cookie: "" })).headers.location).toBe("/console/login");
    expect((await ask("acorn", "/login")).text).toContain("<title>Acorns</title>");

    expect((await post(owner)).headers.location).toBe(`${editor()}?saved=published`);
    expect((await ask("acorn", "/login")).text).toContain("<title>Taken over</title>");
  });

  test("takes more than other forms, and not without end", async () => {
    const { cookie } = await signIn("owner");
    const page = withForm(await ask("console", editor(), { cookie }));
    const css = `/*${"x".repeat(65_000)}*/`;
    const post = (path: string, size: string) =>
      postForm(server, path, { host: at("console"), fields: { ...fields, css: size }, headers: { cookie }, page });
    expect((await post(editor(), css)).status).toBe(303);
    expect((await post(editor(), css.repeat(2))).status).toBe(422);
    expect((await post(editor(), css.repeat(13))).status).toBe(413);
    expect((await post("/console/login", css)).status).toBe(413);
    expect((await post(editor().replace("/look", "/words"), css)).status).toBe(413);
  });
});
