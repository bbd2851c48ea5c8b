import { afterAll, beforeAll, expect, test } from "vitest";
import { createAdministrator } from "@/e2e/fixtures/administrators";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm, visitTo } from "@/e2e/fixtures/visits";
import { hours } from "@/lib/domain/duration";
import { FetchError } from "@/lib/hooks/guarded-fetch";
import { refreshStylesheets } from "./external-css";
import { createAnyProvider, updateAnyProvider } from "./realm-providers";
import { lookInput, saveLook } from "./save-look";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

const external_css = "https://x.example/a.css";
const there = async () => "@import 'x'; .a{b:c}";
const away = async () => {
  throw new FetchError("unreachable");
};

async function place(input: Readonly<Record<string, string>>, fetchCss = there) {
  const app = await newAppWithRealm();
  const actor = { at: new Date(), by: { ip: null, userAgent: null }, administrator: null };
  const made = await createAnyProvider(
    app.realmId,
    { provider_type: "login_rocket", ...input },
    { ...actor, fetchCss },
  );
  const update = (changes: Readonly<Record<string, string | null>>, fetchIt = there) =>
    updateAnyProvider(app.realmId, { id: "login_rocket", input: changes }, { ...actor, fetchCss: fetchIt });
  const css = async () => (await visitTo(app.subdomain)).app.look.css;
  return { ...app, actor, made, update, css };
}

test("a realm's external stylesheet is fetched, cleaned, and counts below all other CSS, the realm's and the app's", async () => {
  const { realmId, appId, actor, update, css } = await place({ external_css, css: "r{s:t}" });
  expect(await css()).toEqual([".gh-body .a{b:c;}", "r{s:t}"]);
  const doer = { administrator: await createAdministrator(), client: { ip: "", userAgent: null }, at: actor.at };
  const look = lookInput.parse({ css: "x{y:z}", external_css: "https://y.example/b.css", step: "publish" });
  await saveLook({ realmId, appId }, look, { doer, fetchCss: async () => "m{n:o}" });
  expect(await css()).toEqual([".gh-body .a{b:c;}", "r{s:t}", ".gh-body m{n:o;}", "x{y:z}"]);
  // Nothing is fetched again for what is not changed.
  expect(await update({ css: null, external_css }, away)).toMatchObject({ ok: true });
  expect(await update({ signup_mode: "user" }, away)).toMatchObject({ ok: true });
  expect(await css()).toEqual([".gh-body .a{b:c;}", ".gh-body m{n:o;}", "x{y:z}"]);
  const gone = await update({ external_css: null });
  expect(gone).toMatchObject({ ok: true, value: { settings: { signup_mode: "user" } } });
  expect(Object.keys(Object(gone.ok && gone.value.settings))).toEqual(["signup_mode"]);
  expect(await css()).toEqual([".gh-body m{n:o;}", "x{y:z}"]);
});

test("one that cannot be had is told, with all else that is wrong, and nothing is saved", async () => {
  const { made } = await place({ external_css, header: "x".repeat(200_000) }, away);
  expect(made).toMatchObject({
    ok: false,
    problems: [{ field: "header" }, { code: "external-css.unreachable", field: "external_css" }],
  });
});

test.each(["http://x.example/a.css", "https://127.0.0.1/a.css", "https://169.254.169.254/", "file:///x"])(
  "security 102: it is not fetched from %s",
  async (address) => {
    const { realmId, actor } = await place({});
    const asked = { id: "login_rocket", input: { external_css: address } };
    expect(await updateAnyProvider(realmId, asked, actor)).toMatchObject({
      problems: [{ code: "external-css.address", field: "external_css" }],
    });
  },
);

test("it is fetched anew once a day by the job; one that cannot be had stays as it was", async () => {
  const [good, bad] = [
    await place({ external_css: "https://good.example/a.css", css: "r{s:t}" }),
    await place({ external_css: "https://bad.example/a.css" }),
  ];
  const asked: string[] = [];
  const fetchCss = async (address: string) => {
    asked.push(address);
    return address.includes("good") ? "new{a:b}" : away();
  };
  const late = (ms: number) => new Date(good.actor.at.getTime() + ms);
  await refreshStylesheets(late(hours(1)), fetchCss);
  expect(asked).toEqual([]);
  await refreshStylesheets(late(hours(24)), fetchCss);
  expect(asked).toEqual(expect.arrayContaining(["https://good.example/a.css", "https://bad.example/a.css"]));
  expect(await good.css()).toEqual([".gh-body new{a:b;}", "r{s:t}"]);
  expect(await bad.css()).toEqual([".gh-body .a{b:c;}"]);
  asked.length = 0;
  await refreshStylesheets(late(hours(25)), fetchCss);
  expect(asked).not.toContain("https://good.example/a.css");
});
