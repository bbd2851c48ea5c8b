import { afterAll, beforeAll, expect, test } from "vitest";
import { createAdministrator } from "@/e2e/fixtures/administrators";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm, visitTo } from "@/e2e/fixtures/visits";
import { changeAppLook } from "@/lib/db/app-looks";
import { db } from "@/lib/db/client";
import { sentence } from "@/lib/domain/messages";
import { done } from "@/lib/domain/outcome";
import { findStudio } from "./looks";
import { listOwnSentences, ownSentencesInput, saveOwnSentences, sentenceAreas } from "./own-sentences";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

async function place() {
  const app = await newAppWithRealm();
  const administrator = await createAdministrator();
  const doer = { administrator, client: { ip: "192.0.2.1", userAgent: "test" }, at: new Date() };
  const save = (given: Readonly<Record<string, string>>, locale = "fr") =>
    saveOwnSentences({ realmId: app.realmId, appId: app.appId, locale }, given, doer);
  const ours = (area: string) => listOwnSentences(app.realmId, app.appId, { locale: "fr", area });
  const publish = async () => {
    const look = (await findStudio(app))?.look;
    const deed = { action: "look.published" };
    if (look)
      await changeAppLook(app.realmId, app.appId, doer, () =>
        done({ change: { to: "published", look, before: "ends" }, deed }),
      );
  };
  return { ...app, doer, save, ours, publish };
}

test("an owner's sentence takes our place in that app and language, and a blank one brings ours back", async () => {
  const { subdomain, save, ours, publish } = await place();
  expect(await save({ "login.title": " Entrez dans {app} ", "login.submit": "" })).toMatchObject({ ok: true });
  expect((await visitTo(subdomain)).app.sentences).toEqual({});
  await publish();
  const { app } = await visitTo(subdomain);
  const voice = { locale: "fr", own: app.sentences.fr ?? {} } as const;
  expect(sentence(voice, "login.title", { app: "Acorn" })).toBe("Entrez dans Acorn");
  expect(sentence(voice, "login.submit")).toBe("Se connecter");
  expect(app.sentences.de).toBe(undefined);

  await save({ "login.submit": "Entrer" });
  expect((await ours("login"))?.sentences.filter((one) => one.own !== "").map((one) => one.code)).toEqual([
    "login.title",
    "login.submit",
  ]);
  await save({ "login.submit": "", "login.title": "" });
  await publish();
  expect((await visitTo(subdomain)).app.sentences.fr).toEqual({});
});

test.each([
  [{ "login.submit": "Entrez {password}" }, "sentence.unknown-place"],
  [{ "login.submit": "x".repeat(2_001) }, "sentence.too-long"],
  [{ "login.submit": "En\u202etrez" }, "sentence.not-plain"],
])("%j changes nothing and says why", async (given, code) => {
  const { save, subdomain } = await place();
  const outcome = await save({ "login.title": "Bonjour", ...given });
  expect(!outcome.ok && outcome.problems.map((problem) => problem.code)).toEqual([code]);
  expect((await visitTo(subdomain)).app.sentences).toEqual({});
});

test("what somebody else has saved meanwhile is said, and kept when another takes its place", async () => {
  const { realmId, appId, doer, save, ours } = await place();
  const mark = (await ours("login"))?.mark ?? "";
  await save({ "login.submit": "La leur" });
  const codes = Object.keys(ownSentencesInput("login").shape);
  const mine = { ...Object.fromEntries(codes.map((code) => [code, ""])), "login.submit": "La mienne" };
  const at = { realmId, appId, locale: "fr", base: mark };
  const refused = await saveOwnSentences(at, mine, doer);
  expect(!refused.ok && refused.problems[0].code).toBe("look.stale");
  expect(await saveOwnSentences({ ...at, over: true }, mine, doer)).toMatchObject({ ok: true });
  expect((await ours("login"))?.sentences.find(({ code }) => code === "login.submit")?.own).toBe("La mienne");
  const aside = await db().appLook.findFirstOrThrow({ where: { appId, state: "aside" } });
  expect(aside.look).toMatchObject({ sentences: { fr: { "login.submit": "La leur" } } });
});

test("what the administrator did is written with the change", async () => {
  const { appId, realmId, save, doer } = await place();
  await save({ "login.submit": "Entrez" });
  const deed = await db().auditEntry.findFirstOrThrow({ where: { objectId: appId } });
  expect(deed).toMatchObject({ realmId, administratorEmail: doer.administrator.email, action: "sentences.updated" });
  expect(deed.changes).toEqual({ locale: "fr", set: ["login.submit"], unset: [] });
});

test("security 86: an app of another realm is not found, and stays as it is", async () => {
  const [mine, theirs] = [await place(), await place()];
  const outcome = await saveOwnSentences(
    { realmId: mine.realmId, appId: theirs.appId, locale: "fr" },
    { "login.submit": "Pris" },
    mine.doer,
  );
  expect(!outcome.ok && outcome.problems[0].code).toBe("not-found");
  expect((await visitTo(theirs.subdomain)).app.sentences).toEqual({});
  expect(await listOwnSentences(mine.realmId, theirs.appId, { locale: "fr", area: "login" })).toBeNull();
});

test("every sentence for people is in one area's form, and no other sentence is", () => {
  const fields = sentenceAreas.flatMap((area) => Object.keys(ownSentencesInput(area).shape));
  expect(new Set(fields).size).toBe(fields.length);
  expect(fields).toContain("mail.user.password.changed.text");
  expect(fields.filter((code) => code.startsWith("console."))).toEqual([]);
});
