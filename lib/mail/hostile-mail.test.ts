import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDoer } from "@/e2e/fixtures/administrators";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { type MailTemplateInput, previewMailTemplate, setMailTemplate } from "@/lib/admin/mail-templates";
import { db } from "@/lib/db/client";
import { english } from "@/lib/domain/messages";
import { composeMail } from "./compose";

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
beforeEach(async () => {
  await db().mailTemplate.deleteMany({ where: { realmId: place.realmId } });
});
afterAll(() => close());

const template = (given: Partial<MailTemplateInput>): MailTemplateInput => ({
  event_type: "user.password_token.created",
  locale: "en",
  renderer: "html",
  subject: "s",
  body: "b",
  ...given,
});

type Given = { name?: string | null; username?: string; app?: string; link?: string };

function compose({ name = "Frank", username = "frank", app = "Acorn", link = `${origin}/reset_password` }: Given = {}) {
  return composeMail(
    "user.password_token.created",
    {
      realm: { id: place.realmId, name: "Northwind" },
      app: { id: place.appId, name: app },
      user: { id: "usr_1", username, name, email: "frank@example.com" },
      voice: english,
    },
    { link, token: "kpw_1", minutes: 60 },
  );
}

/** Elements and addresses that a mail has beyond those of our frame. */
const elements = (html: string) => [...html.matchAll(/<(\w+)/g)].map(([, name]) => name);
const addresses = (html: string) =>
  [...html.matchAll(/<\w+(?:\s+[\w-]+(?:="[^"]*")?)*\s*\/?>/g)].flatMap(([tag]) =>
    [...tag.matchAll(/\s(?:href|src|action|background)="([^"]*)"/g)].map(([, to]) => to),
  );

const hostileNames = [
  "<script>alert(1)</script>",
  `"><img src=https://evil.example/x onerror=alert(1)>`,
  "<a href=https://evil.example>click</a>",
  "[click](https://evil.example)",
  "![x](https://evil.example/x.png)",
  "https://evil.example/login",
  "www.evil.example",
  "<https://evil.example>",
  "[x]: https://evil.example",
  "&lt;b&gt; &#60;b&#62;",
  "{{ token }} {% if true %}x{% endif %}",
  "# Heading\n\n[click](https://evil.example)",
  "x\r\n\r\nhttps://evil.example",
  "`code` *em* **strong** ~~s~~ | a | b |",
];

describe("security 101: what people call themselves is text", () => {
  test.each(hostileNames)("in our own mails: %j", async (name) => {
    const calm = await compose();
    const { subject, text, html } = await compose({ username: name, app: name });
    expect(elements(html)).toEqual(elements(calm.html));
    expect(addresses(html)).toEqual(addresses(calm.html));
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text.split("\n")).toHaveLength(calm.text.split("\n").length);
  });

  test.each(hostileNames)("in every kind of owner's template: %j", async (name) => {
    const body =
      "Dear {{ user.name }}\n\n{{ user.username | upcase }} <p title='{{ user.name }}'>{{ user.name | escape }}</p>\n\n{{ link }}\n";
    for (const renderer of ["markdown", "html", "text"]) {
      await setMailTemplate(place.realmId, template({ renderer, subject: "Dear {{ user.name }}", body }), doer);
      const calm = await compose();
      const { subject, html } = await compose({ name, username: name });
      expect(elements(html), html).toEqual(elements(calm.html));
      expect(addresses(html), html).toEqual(addresses(calm.html));
      expect(subject).not.toMatch(/[\r\n]/);
      expect(subject.startsWith("Dear ")).toBe(true);
    }
  });

  test("a template shows a name as it is, not as entities", async () => {
    await setMailTemplate(
      place.realmId,
      template({ renderer: "markdown", subject: "{{ user.name }}", body: "{{ user.name | escape }}" }),
      doer,
    );
    const { subject, text, html } = await compose({ name: "O'Neil & Söhne [x] *y*" });
    expect([subject, text]).toEqual(["O'Neil & Söhne [x] *y*", "O'Neil & Söhne [x] *y*"]);
    expect(html).toContain("&amp; Söhne [x] *y*");
  });
});

describe("security 101: links lead to the app's own origin", () => {
  test.each([
    "https://evil.example/reset_password",
    "javascript:alert(1)",
    "//evil.example/",
    "data:text/html,x",
    "ftp://localhost/",
    "http://app-1.localhost:3000@evil.example/",
    "http://evil.localhost:3000/x",
    "http://app-1.localhost:3001/x",
    "https://app-1.localhost:3000/x",
    "http://user:pass@localhost:3000/",
  ])("%s is never mailed", async (link) => {
    await expect(compose({ link })).rejects.toThrow();
  });

  test("the app's subdomain and its owner's domains are its own, another app's are not", async () => {
    await db().appDomain.create({ data: { host: "login.acorn.example", realmId: place.realmId, appId: place.appId } });
    expect((await compose({ link: "http://login.acorn.example:3000/x?a=1" })).text).toContain("login.acorn.example");
    const other = await newAppWithRealm();
    await expect(compose({ link: `${(await other.visit()).app.origin}/x` })).rejects.toThrow("own origin");
  });

  test.each([
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "&#106;avascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "ftp://evil.example",
    "file:///etc/passwd",
    "//evil.example/x",
    "/relative",
    "cid:x",
  ])("an owner's link to %j is dropped, its words stay", async (href) => {
    for (const body of [`<a href="${href}">words</a>`, `[words](<${href}>)`]) {
      const renderer = body.startsWith("<") ? "html" : "markdown";
      const outcome = previewMailTemplate(template({ renderer, body }));
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
      expect(addresses(outcome.value.html), outcome.value.html).toEqual([]);
      expect(outcome.value.text).toContain("words");
    }
  });
});
