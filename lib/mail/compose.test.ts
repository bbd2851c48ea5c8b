import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDoer } from "@/e2e/fixtures/administrators";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { setMailTemplate } from "@/lib/admin/mail-templates";
import { db } from "@/lib/db/client";
import { type MailKind, mailKinds } from "@/lib/domain/mail-kinds";
import { english, type Voice } from "@/lib/domain/messages";
import { composeMail, type Letter } from "./compose";

let close: () => Promise<void>;
let doer: Awaited<ReturnType<typeof createDoer>>;
let place: Awaited<ReturnType<typeof newAppWithRealm>>;
let origin: string;
beforeAll(async () => {
  close = await openTestDatabase();
  doer = await createDoer();
  place = await newAppWithRealm();
  origin = (await place.visit()).app.origin;
});
afterAll(() => close());

function letter(given: { app?: string; username?: string; name?: string; voice?: Voice } = {}): Letter {
  const { app = "Acorn", username = "frank", name = "Frank Field", voice = english } = given;
  return {
    realm: { id: place.realmId, name: "Northwind" },
    app: { id: place.appId, name: app },
    user: { id: "usr_1", username, name, email: "frank@example.com" },
    voice,
  };
}

const token = "kpw_0000000000000000000000";
const reset = () => ({ link: `${origin}/reset_password?token=${token}&username=frank`, token, minutes: 60 });
const compose = (given?: Parameters<typeof letter>[0], values = reset()) =>
  composeMail("user.password_token.created", letter(given), values);

async function withTemplate(
  fields: Partial<Record<"event_type" | "locale" | "renderer" | "subject" | "body", string>>,
) {
  await db().mailTemplate.deleteMany({ where: { realmId: place.realmId } });
  const outcome = await setMailTemplate(
    place.realmId,
    {
      event_type: "user.password_token.created",
      locale: "en",
      renderer: "markdown",
      subject: "For {{ user.name }}",
      body: "{{ link }}",
      ...fields,
    },
    doer,
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
}

describe("our own words", () => {
  test.each(Object.keys(mailKinds) as MailKind[])(
    "%s has a subject, a text and an HTML part without a place left open",
    async (kind) => {
      const values = {
        token,
        minutes: 60,
        hours: 24,
        left: 9,
        link: `${origin}/login`,
        reset_link: `${origin}/forgot_password`,
      };
      const mail = await composeMail(kind, letter(), values);
      expect(mail).toMatchObject({
        template: kind,
        appId: place.appId,
        userId: "usr_1",
        recipient: "frank@example.com",
      });
      for (const part of [mail.subject, mail.text, mail.html]) expect(part).not.toMatch(/undefined|\{\w|mail\./);
      expect(mail.text).not.toMatch(/<|&\w+;/);
      for (const name of mailKinds[kind].filter((one) => one.endsWith("link"))) {
        const link = values[name as "link"];
        expect(mail.text).toContain(link);
        expect(mail.html.split(`href="${link}"`)).toHaveLength(3); // the button, and the bare address
      }
    },
  );

  test("the link is a button with words on it and the bare address below, escaped", async () => {
    const { html, text } = await compose();
    const address = `${origin}/reset_password?token=${token}&amp;username=frank`;
    expect(html).toContain(`">Choose a new password</a>`);
    expect(html).toContain(`">${address}</a>`);
    expect(text).toContain(`\n\n${origin}/reset_password?token=${token}&username=frank\n\n`);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en" dir="ltr">/);
  });

  test("Arabic runs from right to left, but for the address", async () => {
    const { html } = await compose({ voice: { locale: "ar", own: {} } });
    expect(html).toContain(`<html lang="ar" dir="rtl">`);
    expect(html).toContain(`<div lang="ar" dir="rtl">`);
    expect(html).toMatch(/<a dir="ltr" href="http/);
  });

  test("an owner's own sentence may put the link in the middle of one, where it is a link", async () => {
    const own = { "mail.user.password_token.created.text": "Open {link} now.\nOr not." };
    const { html, text } = await compose({ voice: { locale: "en", own } });
    expect(text).toBe(`Open ${reset().link} now.\nOr not.`);
    expect(html).toMatch(/Open <a href="[^"]+username=frank">http[^<]+<\/a> now\.<br>Or not\./);
  });
});

describe("an owner's template", () => {
  test("stands in place of our words, in the person's language before English, and of no other realm", async () => {
    await withTemplate({ subject: "English" });
    await setMailTemplate(
      place.realmId,
      {
        event_type: "user.password_token.created",
        locale: "de",
        renderer: "text",
        subject: "Deutsch",
        body: "{{ link }}",
      },
      doer,
    );
    const subjects = await Promise.all(
      (["en", "de", "fr"] as const).map(async (locale) => (await compose({ voice: { locale, own: {} } })).subject),
    );
    expect(subjects).toEqual(["English", "Deutsch", "English"]);
    const other = await newAppWithRealm();
    const { app } = await other.visit();
    const foreign = await composeMail(
      "user.password_token.created",
      { ...letter(), realm: { id: other.realmId, name: "x" }, app: { id: other.appId, name: "Acorn" } },
      { ...reset(), link: `${app.origin}/reset_password` },
    );
    expect(foreign.subject).toBe("Choose a new password for Acorn");
  });

  test("in Markdown becomes HTML in our column and readable text, and has every documented variable", async () => {
    await withTemplate({
      subject: "{{ app.name }}: {{ minutes }} minutes",
      body: "# Hello {{ user.name | upcase }}\n\n{% if user.email == 'frank@example.com' %}[Go on]({{ link }}){% endif %}\n\n- {{ realm.name }}\n- {{ user.username }}\n\n{{ link }}",
    });
    const { subject, text, html } = await compose();
    const address = `${origin}/reset_password?token=${token}&amp;username=frank`;
    expect(subject).toBe("Acorn: 60 minutes");
    expect(html).toContain("<h1>Hello FRANK FIELD</h1>");
    expect(html.split(`<a href="${address}">`)).toHaveLength(3);
    expect(text).toBe(`Hello FRANK FIELD\n\nGo on (${reset().link})\n\n- Northwind\n- frank\n\n${reset().link}`);
  });

  test.each(["html", "html+text"])("in %s always has a text part, made of the HTML", async (renderer) => {
    await withTemplate({
      renderer,
      body: '<html><head><title>x</title><style>p{}</style></head><body><table><tr><td style="color:#333">Dear {{ user.name }},</td></tr></table><p>5 &lt; 6 &amp; 7</p><ul><li>one</li><li>two</li></ul><a href="{{ link }}"><b>Go on</b></a></body></html>',
    });
    const { text, html } = await compose({ name: "A & B" });
    expect(text).toBe(`Dear A & B,\n\n5 < 6 & 7\n\n- one\n- two\n\nGo on (${reset().link})`);
    expect(html).toContain('<td style="color:#333">Dear A &amp; B,</td>');
    expect(html).toContain(`username=frank"><b>Go on</b></a>`);
    expect(html).not.toMatch(/p\{\}|<title>x/);
  });

  test("in text goes out as it stands, and as HTML with the same lines", async () => {
    await withTemplate({ renderer: "text", body: "Hi {{ user.name }}\n\n  *1* < 2 <b>\n{{ link }}\n" });
    const { text, html } = await compose();
    expect(text).toBe(`Hi Frank Field\n\n  *1* < 2 <b>\n${reset().link}`);
    expect(html).toContain("Hi Frank Field\n\n  *1* &lt; 2 &lt;b&gt;\n");
  });

  test("that cannot be rendered any more gives way to our words", async () => {
    await withTemplate({});
    await db().mailTemplate.updateMany({ where: { realmId: place.realmId }, data: { body: "{{ gone }}" } });
    expect((await compose()).subject).toBe("Choose a new password for Acorn");
  });
});
