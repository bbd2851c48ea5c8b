import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAdministrator } from "@/e2e/fixtures/administrators";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm, visitTo } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { lookInput } from "@/lib/domain/look-fields";
import type { Outcome } from "@/lib/domain/outcome";
import { FetchError } from "@/lib/hooks/guarded-fetch";
import { refreshStylesheets } from "./external-css";
import { discardDraft, findStudio, publishVersion, refreshLook } from "./looks";
import { saveLook } from "./save-look";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

const nothing = lookInput.parse({ step: "publish" });
const there = async () => "@import 'x'; .a{b:c}";
const away = async () => {
  throw new FetchError("unreachable");
};

async function place() {
  const app = await newAppWithRealm();
  const doer = {
    administrator: await createAdministrator(),
    client: { ip: "192.0.2.1", userAgent: "test" },
    at: new Date(),
  };
  const save = (input: Partial<typeof nothing>, fetchCss = there) =>
    saveLook(app, { ...nothing, ...input }, { doer, fetchCss });
  const saveLogo = (logo: Uint8Array<ArrayBuffer>, input: Partial<typeof nothing> = {}) =>
    saveLook(app, { ...nothing, ...input }, { doer, logo });
  const shown = async () => (await visitTo(app.subdomain)).app.look;
  return { ...app, doer, save, saveLogo, shown };
}

const codes = (outcome: Outcome<unknown>) =>
  outcome.ok ? [] : outcome.problems.map(({ code, field }) => `${field}: ${code}`);

test("what is saved is shown; what is left empty is the realm's", async () => {
  const { save, shown, realmId } = await place();
  const settings = { css: "a{b:c}", footer: "<p>realm</p>", header: "<p>realm</p>" };
  await db().authProvider.create({
    data: { id: `ap_${realmId.slice(3)}`, realmId, providerType: "login_rocket", name: "Hosted pages", settings },
  });
  expect(await save({ page_title: " Acorn  Shop ", header: "<h2>Hi</h2>", css: "x{\r\ny:z}" })).toMatchObject({
    ok: true,
  });
  expect(await shown()).toMatchObject({
    pageTitle: "Acorn Shop",
    header: "<h2>Hi</h2>",
    footer: "<p>realm</p>",
    css: ["a{b:c}", "x{\ny:z}"],
  });
});

test("security 99: HTML is kept clean, and why parts of it were left out is told", async () => {
  const { save, realmId, appId } = await place();
  expect(await save({ header: "<b onclick=x>a</b><script>b</script>" })).toMatchObject({
    value: { leftOut: ["attribute", "element"] },
  });
  expect((await findStudio({ realmId, appId }))?.look.header).toBe("<b>a</b>");
});

test("CSS is kept as it was written, and what is not served of it is listed", async () => {
  const { save, realmId, appId } = await place();
  const css = "/* mine */\na{b:url(//evil.example)}";
  await save({ css });
  expect(await findStudio({ realmId, appId })).toMatchObject({
    look: { css },
    report: { leftOut: [{ place: "css", text: "b:url(//evil.example)", line: 2 }] },
  });
});

test("everything that is wrong is told at once, and nothing is saved", async () => {
  const { save, shown } = await place();
  await save({ page_title: "Before" });
  const outcome = await save(
    {
      page_title: "a\u202eb",
      header: "x".repeat(16 * 1024 + 1),
      footer: "é".repeat(8 * 1024 + 1),
      css: "x".repeat(64 * 1024 + 1),
      external_css: "https://x.example/a.css",
    },
    away,
  );
  expect(codes(outcome)).toEqual([
    "page_title: text.not-allowed",
    "header: look.html-too-long",
    "footer: look.html-too-long",
    "css: look.css-too-long",
    "external_css: external-css.unreachable",
  ]);
  expect((await shown()).pageTitle).toBe("Before");
});

describe("an external stylesheet", () => {
  const external_css = "https://x.example/a.css";

  test("is fetched when its address is new, cleaned, and gone when the address is", async () => {
    const { save, shown } = await place();
    await save({ external_css, css: "x{y:z}" });
    expect((await shown()).css).toEqual([".gh-body .a{b:c;}", "x{y:z}"]);
    expect(codes(await save({ external_css, css: "" }, away))).toEqual([]);
    expect((await shown()).css).toEqual([".gh-body .a{b:c;}"]);
    await save({});
    expect((await shown()).css).toEqual([]);
  });

  test.each([
    "http://x.example/a.css",
    "https://127.0.0.1/a.css",
    "https://[::1]/",
    "https://a:b@x.example/",
    "file:///x",
  ])("security 102: is not fetched from %s", async (address) => {
    const { realmId, appId, doer } = await place();
    const outcome = await saveLook({ realmId, appId }, { ...nothing, external_css: address }, { doer });
    expect(codes(outcome)).toEqual(["external_css: external-css.address"]);
  });

  test("that cannot be fetched again keeps what was there", async () => {
    const { save, shown, realmId, appId, doer } = await place();
    await save({ external_css });
    expect(codes(await refreshLook({ realmId, appId }, { doer, fetchCss: away }))).toEqual([
      "undefined: external-css.unreachable",
    ]);
    expect((await shown()).css).toEqual([".gh-body .a{b:c;}"]);
    await refreshLook({ realmId, appId }, { doer, fetchCss: async () => "m{n:o}" });
    expect((await shown()).css).toEqual([".gh-body m{n:o;}"]);
  });

  test("is fetched anew once a day by the job, and one that cannot be had keeps what was there", async () => {
    const [good, bad, young] = [await place(), await place(), await place()];
    await good.save({ external_css: "https://good.example/a.css" });
    await bad.save({ external_css: "https://bad.example/a.css" });
    const tomorrow = new Date(good.doer.at.getTime() + 24 * 3_600_000);
    await young.save({ external_css: "https://young.example/a.css" });
    await db().connectedApp.update({ where: { id: young.appId }, data: { externalCssFetchedAt: tomorrow } });
    const asked: string[] = [];
    const fetchCss = async (address: string) => {
      asked.push(address);
      return address.includes("good") ? "new{a:b}" : away();
    };
    await refreshStylesheets(tomorrow, fetchCss);
    expect(asked.filter((one) => /good|bad|young/.test(one)).sort()).toEqual([
      "https://bad.example/a.css",
      "https://good.example/a.css",
    ]);
    expect((await good.shown()).css).toEqual([".gh-body new{a:b;}"]);
    expect((await bad.shown()).css).toEqual([".gh-body .a{b:c;}"]);
    asked.length = 0;
    await refreshStylesheets(tomorrow, fetchCss);
    expect(asked.filter((one) => one.includes("good"))).toEqual([]);
  });
});

test("a logo is an image of the realm, shown until it is removed; the same one twice is kept once", async () => {
  const { realmId, saveLogo, save, shown } = await place();
  const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: "#123" } })
    .png()
    .toBuffer();
  const sent = () => new Uint8Array(png);
  expect(await saveLogo(sent())).toMatchObject({ ok: true });
  await saveLogo(sent(), { step: "draft" });
  expect((await shown()).logo).toMatch(/^\/assets\/[0-9a-f]{64}\.png$/);
  expect(await db().asset.count({ where: { realmId } })).toBe(1);
  expect(codes(await saveLogo(new TextEncoder().encode("<html>")))).toEqual(["logo: logo.not-taken"]);
  await save({});
  expect((await shown()).logo).not.toBe(null);
  await save({ remove_logo: "true" });
  expect((await shown()).logo).toBe(null);
});

test("security 95: what is published has its event, and every change its audit entry", async () => {
  const { save, realmId, appId, doer } = await place();
  await save({ page_title: "x", step: "draft" });
  await save({ page_title: "x" });
  await save({ page_title: "y", step: "draft" });
  await discardDraft({ realmId, appId }, doer);
  const where = { realmId, loginPolicyId: appId, eventType: "login_policy.updated" };
  expect(await db().event.count({ where })).toBe(1);
  const deeds = await db().auditEntry.findMany({ where: { objectId: appId }, orderBy: { id: "asc" } });
  expect(deeds.map((deed) => deed.action).sort()).toEqual([
    "look.discarded",
    "look.drafted",
    "look.drafted",
    "look.published",
  ]);
  expect(deeds[0]).toMatchObject({ realmId, administratorEmail: doer.administrator.email, ip: "192.0.2.1" });
});

test("security 86: an app of another realm is not found, and stays as it is", async () => {
  const [mine, theirs] = [await place(), await place()];
  await theirs.save({ page_title: "Theirs" });
  const [version] = (await findStudio(theirs))?.versions ?? [];
  const app = { realmId: mine.realmId, appId: theirs.appId };
  expect(await findStudio(app)).toBe(null);
  for (const outcome of [
    await saveLook(app, { ...nothing, page_title: "Taken" }, { doer: mine.doer }),
    await publishVersion(app, { id: version?.id ?? "" }, mine.doer),
    await publishVersion(mine, { id: version?.id ?? "" }, mine.doer),
    await discardDraft(app, mine.doer),
    await refreshLook(app, { doer: mine.doer }),
  ])
    expect(!outcome.ok && outcome.problems.map(({ code }) => code)).toEqual(["not-found"]);
  expect(await theirs.shown()).toMatchObject({ pageTitle: "Theirs", logo: null });
  expect(await mine.shown()).toMatchObject({ pageTitle: null });
});
