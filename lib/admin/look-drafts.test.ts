import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAdministrator } from "@/e2e/fixtures/administrators";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm, visitTo } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { type LookInput, lookInput } from "@/lib/domain/look-fields";
import { updateAppRecord } from "./app-records";
import { discardDraft, findStudio, publishVersion } from "./looks";
import { saveLook } from "./save-look";
import { showTyped } from "./typed-look";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

async function place() {
  const app = await newAppWithRealm();
  const client = { ip: "192.0.2.1", userAgent: "test" };
  const administrator = await createAdministrator();
  let at = Date.now();
  // Each a little later than the one before, as people are.
  const doer = () => {
    at += 10;
    return { administrator, client, at: new Date(at) };
  };
  const save = (input: Readonly<Record<string, string>>) =>
    saveLook(app, lookInput.parse(input), { doer: doer(), fetchCss: async () => "m{n:o}" });
  const shown = async () => (await visitTo(app.subdomain)).app.look;
  const studio = async () => {
    const found = await findStudio(app);
    if (!found) throw new Error("The app is gone.");
    return found;
  };
  return { ...app, doer, save, shown, studio };
}

const codes = (outcome: Awaited<ReturnType<typeof saveLook>>) =>
  outcome.ok ? [] : outcome.problems.map(({ code }) => code);

test("a draft changes nothing that people see; publishing it does, and it is no draft any more", async () => {
  const { save, shown, studio } = await place();
  const before = await shown();
  await save({ page_title: "Drafted", header: "<p>x</p><script>y</script>", "light.accent": "#0A7" });
  expect(await shown()).toEqual(before);
  expect(await studio()).toMatchObject({
    draft: { by: expect.stringContaining("@") },
    look: { pageTitle: "Drafted", header: "<p>x</p><script>y</script>", colours: { light: { accent: "#00aa77" } } },
  });
  await save({
    page_title: "Drafted",
    header: "<p>x</p><script>y</script>",
    "dark.accent": "#0a7",
    step: "publish-anyway",
  });
  expect(await shown()).toMatchObject({
    pageTitle: "Drafted",
    header: "<p>x</p>",
    css: ["@media (prefers-color-scheme: dark) { .gh-body { --gh-accent: #00aa77; } }"],
  });
  expect((await studio()).draft).toBe(null);
});

test("every look that people have seen is kept, the first too, and comes back with one press as a version of its own", async () => {
  const { save, shown, studio, doer, realmId, appId } = await place();
  await save({ page_title: "One", external_css: "https://x.example/a.css", step: "publish" });
  await save({ page_title: "Two", step: "publish" });
  const [two, one, first] = (await studio()).versions;
  expect((await studio()).versions.length).toBe(3);
  await save({ page_title: "Draft" });
  await publishVersion({ realmId, appId }, { id: one?.id ?? "" }, doer());
  expect(await shown()).toMatchObject({ pageTitle: "One", css: [".gh-body m{n:o;}"] });
  expect((await studio()).look.pageTitle).toBe("Draft");
  expect((await studio()).isBehind).toBe(true);
  await publishVersion({ realmId, appId }, { id: first?.id ?? "" }, doer());
  expect(await shown()).toMatchObject({ pageTitle: null, css: [] });
  expect((await studio()).versions.map(({ id }) => id)).toContain(two?.id);
  expect((await studio()).versions.length).toBe(5);
});

describe("two who edit at once", () => {
  test("lose nothing: the second is told, and may take the place of the first, whose draft is kept", async () => {
    const { save, studio, appId } = await place();
    const { mark: base } = await studio();
    await save({ page_title: "First", base });
    expect(codes(await save({ page_title: "Second", base }))).toEqual(["look.stale"]);
    expect(codes(await save({ page_title: "Second", base, step: "publish" }))).toEqual(["look.stale"]);
    expect((await studio()).look.pageTitle).toBe("First");
    expect(codes(await save({ page_title: "Second", base, step: "draft-over" }))).toEqual([]);
    expect((await studio()).look.pageTitle).toBe("Second");
    const aside = await db().appLook.findFirstOrThrow({ where: { appId, state: "aside" } });
    expect(aside.look).toMatchObject({ pageTitle: "First" });
  });

  test("leave one draft, however close together they save", async () => {
    const { save, studio, appId } = await place();
    const { mark: base } = await studio();
    const outcomes = await Promise.all(["a", "b", "c", "d"].map((page_title) => save({ page_title, base })));
    expect(outcomes.filter(({ ok }) => ok).length).toBe(1);
    expect(await db().appLook.count({ where: { appId, state: "draft" } })).toBe(1);
  });

  test("find a draft that was taken away in the history", async () => {
    const { save, studio, doer, realmId, appId } = await place();
    await save({ page_title: "Gone" });
    await discardDraft({ realmId, appId }, doer());
    expect((await studio()).draft).toBe(null);
    expect((await studio()).versions.map(({ state }) => state)).toEqual(["aside"]);
  });
});

test("what the management API sets is shown at once, and is a version too", async () => {
  const { save, shown, studio, doer, realmId, appId } = await place();
  await save({ css: "a{b:c}", step: "publish" });
  const actor = { at: doer().at, by: { ip: null, userAgent: null }, administrator: null };
  await updateAppRecord(realmId, { id: appId, input: { css: "x{y:z}" } }, actor);
  expect((await shown()).css).toEqual(["x{y:z}"]);
  const [newest, mine] = (await studio()).versions;
  expect(newest?.createdBy).toBe(null);
  await publishVersion({ realmId, appId }, { id: mine?.id ?? "" }, doer());
  expect((await shown()).css).toEqual(["a{b:c}"]);
});

test("colours that are hard to read are said before they are published, and published when asked for", async () => {
  const { save, shown } = await place();
  const faint = { "light.text": "#ccc", css: "@media (prefers-color-scheme: dark) { :root { --gh-link: #333 } }" };
  const outcome = await save({ ...faint, step: "publish" });
  expect(codes(outcome)).toEqual(["look.contrast"]);
  const list = outcome.ok ? "" : String(outcome.problems[0].params?.list);
  expect(list).toMatch(/In light, text on page has 1\.\d\d:1 and needs 4\.5:1/);
  expect(list).toMatch(/In dark, link on surface/);
  expect((await shown()).css).toEqual([]);
  expect(codes(await save({ ...faint }))).toEqual([]);
  expect(codes(await save({ ...faint, step: "publish-anyway" }))).toEqual([]);
  expect((await shown()).css.length).toBe(2);
  expect(codes(await save({ "dark.link": "pink" }))).toEqual(["look.not-colour"]);
});

test("what is typed is shown clean, by the cleaner that people's pages pass, with the line of what is left out", async () => {
  const { realmId, appId, studio } = await place();
  const input: LookInput = lookInput.parse({
    header: '<h2>Hi</h2>\n<p onclick="x">a</p>\n<img src="https://evil.example/x.png">',
    css: `.gh-title{color:red}\n.gh-card{background:url(//evil.example)}\n@media (prefers-color-scheme:dark){.gh-way{background:url(/assets/${"a".repeat(64)}.png)}}`,
  });
  const typed = await showTyped({ realmId, appId }, input, "/console/realms/rl_1/assets");
  expect(typed).toMatchObject({ header: "<h2>Hi</h2>\n<p>a</p>\n", footer: "" });
  expect(typed?.css.light).toBe(
    `.gh-body .gh-title{color:red;}\n@media (max-width:0){.gh-body .gh-way{background:url(/console/realms/rl_1/assets/${"a".repeat(64)}.png);}}`,
  );
  expect(typed?.css.dark).toContain("@media (min-width:0)");
  expect(typed?.report.leftOut.map(({ place, line, text }) => `${place} ${line} ${text}`)).toEqual([
    "css 2 background:url(//evil.example)",
    "header 2 <p onclick>",
    "header 3 https://evil.example/x.png",
  ]);
  expect((await studio()).draft).toBe(null);
});
