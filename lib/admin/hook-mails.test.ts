import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { mailsOf } from "@/e2e/fixtures/mailed";
import { codes, forgetJobs, resetTools } from "@/e2e/fixtures/resets";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { recordEvents } from "@/lib/db/events";
import { claimNotifications } from "@/lib/db/notifications";
import { hours } from "@/lib/domain/duration";
import { createHook, type HookInput } from "./app-hooks";
import { deliver } from "./deliveries";
import { setMailTemplate } from "./mail-templates";

let close: () => Promise<void>;
let place: Awaited<ReturnType<typeof newAppWithRealm>>;
beforeAll(async () => {
  close = await openTestDatabase();
});
beforeEach(async () => {
  await forgetJobs();
  place = await newAppWithRealm({ realm: { name: "Acorn <Ltd>" } });
});
afterEach(() => db().appHook.deleteMany());
afterAll(() => close());

const { join, ask, mailedToken, reset, logIn } = resetTools(() => place);
const actor = { at: new Date(), by: { ip: "10.0.0.1", userAgent: "test" }, administrator: null };

async function mailHook(event_type: string, input: Partial<HookInput> = {}, realmId: string | null = place.realmId) {
  const words = { email_subject: "About {{ user.username }}", email_template: "Hello {{ user.name }}." };
  const outcome = await createHook(realmId, { hook_type: "email", event_type, ...words, ...input }, actor);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value.hook;
}

/** Does at once what the process that delivers would. */
async function deliverAll(at = new Date(Date.now() + 1_000)) {
  const due = await claimNotifications(at, { most: 100, mostPerHook: 100, underWay: new Map() });
  for (const one of due) await deliver(one, at);
  return due;
}

const mails = () => db().mail.findMany({ where: { realmId: place.realmId }, orderBy: { id: "asc" } });
const notifications = () =>
  db().notification.findMany({ where: { realmId: place.realmId, hookType: "email" }, orderBy: { id: "asc" } });

describe("a hook of type email", () => {
  test("writes to the user whom its event is about, in its own words and name, once, by the queue of mails", async () => {
    const { id } = await mailHook("user.created", {
      ...{ email_from: "hello@acorn.example", email_from_name: "Acorn", email_renderer: "text" },
      email_template:
        "{{ user.first_name }}|{{ user.email }}|{{ realm.name }}|{{ app.name }}|{{ event.event_type }}|{{ request.ip }}",
    });
    await join();
    const [due] = await deliverAll();
    if (!due) throw new Error("Nothing was due.");
    await deliver(due, new Date()); // claimed by a second process, whose claim came when the first's had ended
    const user = await db().user.findFirstOrThrow({ where: { realmId: place.realmId } });
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      ...{ template: "user.created", userId: user.id, recipient: "Alice@Example.com", subject: "About alice" },
      ...{ fromAddress: "hello@acorn.example", fromName: "Acorn", state: "queued" },
    });
    expect(mail?.text).toMatch(/^\|Alice@Example.com\|Acorn <Ltd>\|Acorn <Ltd>\|user\.created\|10\.\d+\.\d+\.\d+$/);
    expect(mail?.html).not.toContain("<Ltd>");
    const jobs = await db().$queryRaw<unknown[]>`SELECT 1 FROM jobs.job WHERE name = 'send-mail'`;
    expect(jobs).toHaveLength(1);
    expect(await notifications()).toMatchObject([
      { appHookId: id, state: "completed", lastResult: "mailed", lastDestination: "Alice@Example.com" },
    ]);
  });

  test("writes to its own address where it has one, and to users of its own type alone", async () => {
    await mailHook("user.created", { email_to: "boss@example.com", user_type: "human" });
    await mailHook("user.created", { user_type: "api" });
    await join();
    await deliverAll();
    expect((await mailsOf(place.realmId)).map(({ to }) => to)).toEqual(["boss@example.com"]);
    expect((await notifications()).map(({ state, lastResult }) => `${state} ${lastResult}`).sort()).toEqual([
      "canceled other-user-type",
      "completed mailed",
    ]);
  });

  test("is silent where there is nobody to write to: no user, or one without an address", async () => {
    await mailHook("user.login.failed");
    await join();
    await logIn("not the password");
    await db().user.updateMany({ where: { realmId: place.realmId }, data: { email: null } });
    await recordEvents(db(), place.realmId, [{ type: "user.login.failed" }]);
    await deliverAll();
    expect(await mails()).toEqual([]);
    expect((await notifications()).map(({ state, lastResult }) => `${state} ${lastResult}`).sort()).toEqual([
      "canceled no-email",
      "canceled no-user",
    ]);
  });

  test("floods nobody, however often somebody fails to log in as them", async () => {
    await mailHook("user.login.failed");
    await join();
    const { id: userId } = await db().user.findFirstOrThrow({ where: { realmId: place.realmId } });
    const at = new Date();
    const fail = (when: Date) =>
      recordEvents(
        db(),
        place.realmId,
        Array.from({ length: 30 }, () => ({ type: "user.login.failed", userId, at: when }) as const),
      );
    await fail(at);
    await deliverAll(at);
    expect(await mails()).toHaveLength(20);
    const next = new Date(at.getTime() + hours(2));
    await fail(next);
    await deliverAll(next);
    expect(await mails()).toHaveLength(40);
  });

  test("whose template cannot be rendered after all has failed, and says so", async () => {
    const { id } = await mailHook("user.created");
    await db().appHook.update({ where: { id }, data: { emailTemplate: "{% for x in y %}" } });
    await join();
    await deliverAll();
    expect(await mails()).toEqual([]);
    expect(await notifications()).toMatchObject([{ state: "failed", lastResult: "template-failed" }]);
  });

  test("security 101: says what people call themselves as text, in a header and in HTML", async () => {
    await mailHook("user.created", { email_subject: "Hi {{ user.name }}", email_template: "Hello *{{ user.name }}*." });
    const name = "[a](https://evil.example) <img src=x onerror=alert(1)>";
    await join({ username: "alice", email: "alice@example.com", first_name: name });
    await deliverAll();
    const [mail] = await mails();
    expect(mail?.html).not.toMatch(/<img|href="https:\/\/evil/);
    expect(mail?.subject).not.toMatch(/[\r\n]/);
    expect(mail?.text).toContain("evil.example");
  });
});

describe("the mail with a link that lets people in", () => {
  const words = { email_subject: "A key for {{ app.name }}", email_template: "Here: {{ link }} for {{ minutes }}." };
  const template = { event_type: "user.password_token.created", locale: "en", renderer: "text" };
  const doer = { administrator: { id: "", email: "a@x.example" }, client: actor.by, at: new Date() };

  test("is worded by a hook for it, before the realm's template, and still sent once and by its flow", async () => {
    await join();
    const administrator = await db().administrator.create({
      data: { id: "adm_1", email: "a@x.example", emailCanonical: "a@x.example", passwordHash: "x" },
    });
    const set = await setMailTemplate(
      place.realmId,
      { ...template, subject: "The template's", body: "{{ link }}" },
      { ...doer, administrator },
    );
    expect(set.ok).toBe(true);
    await mailedToken();
    await mailHook("user.password_token.created", { ...words, email_from_name: "Acorn's keys" });
    await db().throttle.deleteMany();
    expect(codes(await reset(await mailedToken()))).toEqual(["password-reset"]);
    await deliverAll();
    const sent = (await mails()).map(({ subject, fromName }) => `${subject} ${fromName}`);
    expect(sent).toEqual([
      "The template's null",
      "A key for Acorn Acorn's keys",
      "Your password for Acorn was changed null",
    ]);
    expect(await notifications()).toEqual([]);
  });

  test("is worded as usual where the hook's template cannot be rendered after all, and by other realms' hooks never", async () => {
    const { realmId: other } = await newAppWithRealm();
    await mailHook("user.password_token.created", words, other);
    const { id } = await mailHook("user.password_token.created", words);
    await db().appHook.update({ where: { id }, data: { emailTemplate: "{{ nothing }}" } });
    await join();
    await ask("alice");
    expect((await mailedToken()).startsWith("kpw_")).toBe(true);
    expect((await mails()).at(-1)?.subject).toBe("Choose a new password for Acorn");
  });

  test("may be worded by a hook for all realms, after the realm's own", async () => {
    await mailHook("user.password_token.created", { ...words, email_subject: "Everyone's" }, null);
    await join();
    await mailedToken();
    await mailHook("user.password_token.created", { ...words, email_subject: "Ours" });
    await db().throttle.deleteMany();
    await mailedToken();
    expect((await mails()).map(({ subject }) => subject)).toEqual(["Everyone's", "Ours"]);
  });
});

test("a hook that tells people of their new password says it in the place of our own mail, not beside it", async () => {
  await mailHook("user.password_token.consumed", { email_subject: "New password" });
  await mailHook("user.password_token.consumed", { email_subject: "For the boss", email_to: "boss@example.com" });
  await join();
  expect(codes(await reset(await mailedToken()))).toEqual(["password-reset"]);
  await deliverAll();
  const subjects = (await mails()).map(({ subject }) => subject);
  expect(subjects.sort()).toEqual(["Choose a new password for Acorn", "For the boss", "New password"]);
});
