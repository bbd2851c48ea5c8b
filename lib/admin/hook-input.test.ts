import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import type { Problem } from "@/lib/domain/problem";
import { createHook, getHook, type HookInput, hookInput, listHooks, renewHookKey, updateHook } from "./app-hooks";

let close: () => Promise<void>;
let realmId = "";
beforeAll(async () => {
  close = await openTestDatabase({ WEBHOOK_ALLOW: "10.1.0.0/16" });
  realmId = (await newAppWithRealm()).realmId;
});
afterAll(() => close());

const actor = { at: new Date(), by: { ip: "10.0.0.1", userAgent: "test" }, administrator: null };
const webhook = { destination: "https://app.example.com/hooks" };
const mail = {
  hook_type: "email",
  event_type: "user.created",
  email_subject: "Hello {{ user.name }}",
  email_template: "x",
};

async function made(input: HookInput, realm: string | null = realmId) {
  const outcome = await createHook(realm, hookInput.parse(input), actor);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

async function problemsOf(input: HookInput): Promise<string[]> {
  const outcome = await createHook(realmId, hookInput.parse(input), actor);
  const said = ({ code, field, params }: Problem) => [code, field, params?.event].filter(Boolean).join(" ");
  return outcome.ok ? [] : outcome.problems.map(said);
}

describe("a webhook", () => {
  test("is made of an address alone, for all events, and its key is shown this once and stored for nobody to read", async () => {
    const { hook, key } = await made(webhook);
    expect(hook).toMatchObject({
      ...{ realmId, hookType: "webhook", state: "active", eventTypes: [], delaySeconds: 0 },
      ...{ destination: webhook.destination, emailSubject: null, userType: "all" },
    });
    expect(key).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const row = await db().appHook.findUniqueOrThrow({ where: { id: hook.id } });
    expect(Buffer.from(row.secretEncrypted ?? []).toString("latin1")).not.toContain(key?.slice(6, 20));
    const all = await listHooks(realmId, { sort: "id", direction: "asc", after: null, take: 100 });
    for (const shown of [hook, await getHook(realmId, hook.id), all])
      expect(JSON.stringify(shown)).not.toMatch(/whsec_|secret/i);
  });

  test("takes what forms send as well as JSON", async () => {
    const { hook } = await made({
      ...webhook,
      event_type: " user.*, org.created\nuser.* ",
      delay: "30",
      state: "inactive",
    });
    expect(hook).toMatchObject({ eventTypes: ["user.*", "org.created"], delaySeconds: 30, state: "inactive" });
    const same = await made({ ...webhook, event_type: ["user.*", "org.created"], delay: 30, state: "inactive" });
    expect(same.hook).toMatchObject({ eventTypes: hook.eventTypes, delaySeconds: 30, state: "inactive" });
  });

  test("is refused with all its problems at once", async () => {
    expect(await problemsOf({})).toEqual(["hook.destination-blank destination"]);
    expect(await problemsOf({ hook_type: "carrier pigeon" })).toEqual(["hook.type-unknown hook_type"]);
    expect(
      await problemsOf({ destination: "nowhere", event_type: ["user.*", "ping", "x"], delay: "soon", state: "asleep" }),
    ).toEqual([
      "hook.delay delay",
      "hook.state-unknown state",
      "hook.event-unknown event_type ping",
      "hook.event-unknown event_type x",
      "hook.destination-malformed destination",
    ]);
    for (const delay of [-1, 1.5, 86_401, "1e9", "x"]) expect(await problemsOf({ ...webhook, delay })).toHaveLength(1);
  });

  test.each([
    ...[
      "file:///etc/passwd",
      "gopher://x.example/",
      "ftp://x.example/",
      "javascript:alert(1)",
      "x.example",
      "https://",
    ],
    ...["https://a:%zz@x.example/", `https://x.example/${"x".repeat(2_000)}`],
  ])("security 102: goes nowhere but by http and https: %s", async (destination) => {
    expect(await problemsOf({ destination })).toEqual(["hook.destination-malformed destination"]);
  });

  test.each(["127.0.0.1", "2130706433", "[::1]", "169.254.169.254", "10.0.0.1", "[::ffff:10.0.0.1]", "0.0.0.0"])(
    "security 102: is not taken for the address %s, but for one that the deployment lists",
    async (host) => {
      expect(await problemsOf({ destination: `https://${host}/` })).toEqual(["hook.destination-inside destination"]);
      expect(await problemsOf({ destination: "http://10.1.2.3:8080/" })).toEqual([]);
      await db().appHook.deleteMany({ where: { destination: "http://10.1.2.3:8080/" } });
    },
  );

  test("keeps the password of its address to itself, and for the server it was given for", async () => {
    const { hook, key } = await made({ destination: "https://acorn:hidden@app.example.com/hooks" });
    expect(hook.destination).toBe("https://acorn:***@app.example.com/hooks");
    const change = (destination: string) => updateHook(realmId, { id: hook.id, input: { destination } }, actor);
    const opened = async () => {
      const { openHookSecret } = await import("@/lib/tokens/hook-secret");
      const row = await db().appHook.findUniqueOrThrow({ where: { id: hook.id } });
      return openHookSecret(row.secretEncrypted ?? new Uint8Array());
    };
    expect(await change("https://acorn:***@app.example.com/other?x=1")).toMatchObject({ ok: true });
    expect(await opened()).toEqual({ key, password: "hidden" });
    for (const stolen of [
      "https://acorn:***@evil.example/",
      "http://acorn:***@app.example.com/",
      "https://x:***@app.example.com/",
    ])
      expect(await change(stolen)).toMatchObject({ ok: false, problems: [{ code: "hook.password-hidden" }] });
    expect(await change("https://acorn:new@app.example.com/")).toMatchObject({ ok: true });
    expect((await opened()).password).toBe("new");
    expect(await change("https://app.example.com/")).toMatchObject({ ok: true });
    expect(await opened()).toEqual({ key, password: null });
  });

  test("keeps what is not sent when it is changed, its type and its key for good", async () => {
    const { hook, key } = await made({ ...webhook, event_type: "user.*", delay: 5 });
    const change = (input: HookInput) => updateHook(realmId, { id: hook.id, input: hookInput.parse(input) }, actor);
    expect(await change({ state: "inactive" })).toMatchObject({
      ok: true,
      value: { state: "inactive", eventTypes: ["user.*"], delaySeconds: 5, destination: webhook.destination },
    });
    expect(await change({ event_type: null, delay: null })).toMatchObject({
      ok: true,
      value: { state: "inactive", eventTypes: [], delaySeconds: 0 },
    });
    expect(await change({ hook_type: "email" })).toMatchObject({ ok: false });
    expect(await change({ destination: "" })).toMatchObject({ ok: false });
    const renewed = await renewHookKey(realmId, hook.id, actor);
    if (!renewed.ok) throw new Error("The key was not renewed.");
    expect(renewed.value.key).toMatch(/^whsec_/);
    expect(renewed.value.key).not.toBe(key);
  });
});

describe("a hook of type email", () => {
  test("is for one event about a user, and says what it says in variables that there are", async () => {
    expect((await made(mail)).hook).toMatchObject({
      ...{ hookType: "email", eventTypes: ["user.created"], emailRenderer: "markdown", userType: "all" },
      ...{ destination: null, emailFrom: null, emailTo: null },
    });
    expect((await made(mail)).key).toBe(null);
    for (const event_type of ["", "*", "user.*", "org.created", "user.deleted", ["user.created", "user.updated"]])
      expect(await problemsOf({ ...mail, event_type })).toEqual(["hook.event-not-mailed event_type"]);
    expect(
      await problemsOf({
        ...{ hook_type: "email", event_type: "user.created", email_subject: " ", email_template: "{{ link }}" },
        ...{
          email_renderer: "pdf",
          email_from: "nobody",
          email_from_name: "a\r\nBcc: b",
          email_to: "x",
          user_type: "cats",
        },
      }),
    ).toEqual([
      "mail-template.subject-blank email_subject",
      "mail-template.variable-unknown email_template",
      "mail-template.renderer-unknown email_renderer",
      "hook.user-type-unknown user_type",
      "email.malformed email_to",
      "email.malformed email_from",
      "text.not-allowed email_from_name",
    ]);
  });

  test("for a mail with a link that lets people in names that link, and goes to the user alone", async () => {
    const reset = { ...mail, event_type: "user.password_token.created", email_template: "{{ link }} {{ minutes }}" };
    expect(await problemsOf(reset)).toEqual([]);
    expect(await problemsOf({ ...reset, email_to: "boss@example.com" })).toEqual(["hook.user-alone email_to"]);
    expect(await problemsOf({ ...mail, email_to: "boss@example.com" })).toEqual([]);
  });
});
