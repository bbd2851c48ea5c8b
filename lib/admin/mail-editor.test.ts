import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDoer } from "@/e2e/fixtures/administrators";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { locales } from "@/lib/domain/locale";
import { isMailKind, mailKinds } from "@/lib/domain/mail-kinds";
import { createHook } from "./app-hooks";
import { previewHookMail, previewSavedHookMail } from "./hook-preview";
import {
  listMailKinds,
  openMail,
  previewSentMail,
  previewTypedMail,
  removeOwnWords,
  sendTestMail,
} from "./mail-editor";
import { setMailTemplate } from "./mail-templates";

let close: () => Promise<void>;
let doer: Awaited<ReturnType<typeof createDoer>>;
beforeAll(async () => {
  close = await openTestDatabase();
  doer = await createDoer();
});
afterAll(() => close());

const kinds = Object.keys(mailKinds).filter(isMailKind);
const changed = { kind: "user.password.changed", locale: "de" } as const;
const words = { event_type: changed.kind, renderer: "markdown", subject: "Neu", body: "Guten Tag, {{ user.name }}" };
const actor = { at: new Date(), by: { ip: null, userAgent: null }, administrator: null };

describe("the editor of mails", () => {
  test("begins with our words, which are a template that says the same, in every language", async () => {
    const { realmId } = await newAppWithRealm();
    for (const kind of kinds)
      for (const locale of locales) {
        const { words: ours, isOwn } = await openMail(realmId, { kind, locale });
        expect(isOwn).toBe(false);
        const outcome = await previewTypedMail(realmId, { event_type: kind, locale, ...ours });
        if (!outcome.ok) throw new Error(`${kind} ${locale} ${JSON.stringify(outcome.problems)}`);
        const subject = (document: string) => /<title>(.*?)<\/title>/.exec(document)?.[1];
        expect(subject(outcome.value)).toBe(subject(await previewSentMail(realmId, { kind, locale })));
        expect(outcome.value).not.toMatch(/\{\{|undefined/);
      }
  });

  test("shows what would go out: own words, else the English own ones, else ours", async () => {
    const { realmId } = await newAppWithRealm();
    expect(await previewSentMail(realmId, changed)).not.toContain("Good day");
    await setMailTemplate(realmId, { ...words, locale: "en", body: "Good day, {{ user.name }}" }, doer);
    expect(await previewSentMail(realmId, changed)).toContain("Good day, Frank Field");
    expect(await openMail(realmId, changed)).toMatchObject({ isOwn: false, isEnglishUsed: true });
    await setMailTemplate(realmId, { ...words, locale: "de" }, doer);
    expect(await previewSentMail(realmId, changed)).toContain("Guten Tag, Frank Field");
    const found = (await listMailKinds(realmId)).find(({ kind }) => kind === changed.kind);
    expect(found?.locales).toEqual(["en", "de"]);
    expect((await removeOwnWords(realmId, changed, doer)).ok).toBe(true);
    expect((await removeOwnWords(realmId, changed, doer)).ok).toBe(false);
    expect(await openMail(realmId, changed)).toMatchObject({ isOwn: false, isEnglishUsed: true });
  });

  test("sends a test to whoever asks and to nobody else, twenty in an hour, and records each", async () => {
    const { realmId } = await newAppWithRealm();
    const typed = { ...words, locale: "de" };
    const broken = await sendTestMail(realmId, { ...typed, body: "{{ nobody }}" }, doer);
    expect(broken).toMatchObject({
      ok: false,
      problems: [{ code: "mail-template.variable-unknown", params: { line: 1 } }],
    });
    for (let n = 0; n < 20; n++) expect((await sendTestMail(realmId, typed, doer)).ok).toBe(true);
    expect(await sendTestMail(realmId, typed, doer)).toMatchObject({
      ok: false,
      problems: [{ code: "throttle.wait" }],
    });
    const sent = await db().mail.findMany({ where: { realmId } });
    expect(new Set(sent.map(({ recipient, subject }) => `${recipient} ${subject}`))).toEqual(
      new Set([`${doer.administrator.email} Neu`]),
    );
    expect(await db().auditEntry.count({ where: { realmId, action: "mail_template.tested" } })).toBe(20);
    expect(await db().mailTemplate.count({ where: { realmId } })).toBe(0);
  });

  test("says which hook words a mail before it, and shows the mail of a hook by the code that sends it", async () => {
    const { realmId } = await newAppWithRealm();
    const kind = "user.password_token.created";
    const hook = {
      hook_type: "email",
      event_type: kind,
      email_subject: "By hook",
      email_template: "{{ link }} {{ minutes }}",
    };
    const made = await createHook(realmId, hook, actor);
    if (!made.ok) throw new Error("refused");
    expect((await openMail(realmId, { kind, locale: "en" })).hook).toEqual({ id: made.value.hook.id, realmId });
    expect(await previewSavedHookMail(realmId, made.value.hook.id)).toContain("token=sample");
    const other = await newAppWithRealm();
    expect(await previewSavedHookMail(other.realmId, made.value.hook.id)).toBe(null);
    const typed = {
      event_type: "user.created",
      email_subject: "New",
      email_template: "one\n{{ event.event_type }} {{ link }}",
    };
    expect(await previewHookMail(realmId, typed)).toMatchObject({
      ok: false,
      problems: [{ code: "mail-template.variable-unknown", params: { variable: "link", line: 2 } }],
    });
    const shown = await previewHookMail(realmId, {
      ...typed,
      email_template: "{{ event.event_type }} {{ user.first_name }}",
    });
    expect(shown.ok && shown.value).toContain("user.created Frank");
  });
});
