import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDoer } from "@/e2e/fixtures/administrators";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { locales } from "@/lib/domain/locale";
import { mailKinds, mailRenderers, variablesFor } from "@/lib/domain/mail-kinds";
import {
  listMailTemplates,
  type MailTemplateInput,
  mailTemplateInput,
  previewMailTemplate,
  removeMailTemplate,
  setMailTemplate,
} from "./mail-templates";

let close: () => Promise<void>;
let doer: Awaited<ReturnType<typeof createDoer>>;
beforeAll(async () => {
  close = await openTestDatabase();
  doer = await createDoer();
});
afterAll(() => close());

const input = (given: Partial<MailTemplateInput> = {}) =>
  mailTemplateInput.parse({
    event_type: "user.password.changed",
    locale: "en",
    subject: "Changed",
    body: "Hello {{ user.name }}",
    ...given,
  });

describe("the templates of a realm", () => {
  test("are one for each kind and language: set again, the new words take the place of the old", async () => {
    const { realmId } = await newAppWithRealm();
    const first = await setMailTemplate(realmId, input(), doer);
    const again = await setMailTemplate(realmId, input({ subject: " Changed again ", renderer: "text" }), doer);
    await setMailTemplate(realmId, input({ locale: "de" }), doer);
    expect(again).toEqual(first);
    expect(await listMailTemplates(realmId)).toMatchObject([
      { eventType: "user.password.changed", locale: "de", subject: "Changed", renderer: "markdown" },
      { eventType: "user.password.changed", locale: "en", subject: "Changed again", renderer: "text" },
    ]);
  });

  test("security 87: are neither seen nor removed with another realm's id", async () => {
    const [mine, other] = [await newAppWithRealm(), await newAppWithRealm()];
    const set = await setMailTemplate(mine.realmId, input(), doer);
    if (!set.ok) throw new Error("refused");
    expect(await listMailTemplates(other.realmId)).toEqual([]);
    expect(await removeMailTemplate(other.realmId, set.value.id, doer)).toBe(false);
    expect(await removeMailTemplate(mine.realmId, set.value.id, doer)).toBe(true);
    expect(await removeMailTemplate(mine.realmId, set.value.id, doer)).toBe(false);
  });
});

describe("what is refused", () => {
  test("is said all at once, and nothing is set", async () => {
    const { realmId } = await newAppWithRealm();
    const outcome = await setMailTemplate(
      realmId,
      input({ event_type: "user.created", locale: "xx", renderer: "mjml", subject: " ", body: "" }),
      doer,
    );
    expect(outcome.ok ? [] : outcome.problems.map(({ code, field }) => [field, code])).toEqual([
      ["event_type", "mail-template.kind-unknown"],
      ["locale", "mail-template.locale-unknown"],
      ["renderer", "mail-template.renderer-unknown"],
      ["subject", "mail-template.subject-blank"],
      ["body", "mail-template.body-blank"],
    ]);
    expect(await listMailTemplates(realmId)).toEqual([]);
  });

  test.each([
    [{ subject: "x".repeat(201) }, "mail-template.subject-too-long", { max: 200 }],
    [{ body: "x".repeat(20_001) }, "mail-template.body-too-long", { max: 20_000 }],
    [{ body: "{{ user.nmae }}" }, "mail-template.variable-unknown", { variable: "user.nmae" }],
    [{ body: "{{ minutes }}" }, "mail-template.variable-unknown", { variable: "minutes" }],
    [{ body: "one\ntwo {% if link %}" }, "mail-template.not-liquid", { line: 2 }],
    [{ body: "{{ link | shout }}" }, "mail-template.not-liquid", { reason: "undefined filter: shout" }],
  ])("%#: %j is %s", (given, code, params) => {
    expect(previewMailTemplate(input(given))).toMatchObject({ ok: false, problems: [{ code, params }] });
  });

  test("the longest subject and body are taken", () => {
    const longest = { subject: "x".repeat(200), body: "x".repeat(20_000) };
    expect(previewMailTemplate(input(longest)).ok).toBe(true);
  });
});

test("a preview of every kind, renderer and language has every variable filled in", () => {
  for (const kind of Object.keys(mailKinds) as (keyof typeof mailKinds)[])
    for (const renderer of mailRenderers)
      for (const locale of locales) {
        const body = variablesFor(kind)
          .map((name) => `{{ ${name} }}`)
          .join(" ");
        const outcome = previewMailTemplate(input({ event_type: kind, renderer, locale, body }));
        if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
        const { text, html } = outcome.value;
        expect(text.split(/\s+/).length).toBeGreaterThanOrEqual(variablesFor(kind).length);
        expect(text).not.toMatch(/undefined|null|\{/);
        expect(html).toContain(`<html lang="${locale}" dir="${locale === "ar" ? "rtl" : "ltr"}">`);
      }
});
