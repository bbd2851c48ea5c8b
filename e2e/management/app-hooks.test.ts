import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createApiKey } from "@/lib/admin/api-keys";
import { hours } from "@/lib/domain/duration";
import { hookSettings, newReceiver, removeHooks, tryAll } from "../fixtures/hook-place";
import { type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";
import { makers } from "../fixtures/management-samples";

let api: Management;
let realm: TestRealm;
beforeAll(async () => {
  api = await openManagement(hookSettings);
  realm = await newTestRealm();
});
afterEach(removeHooks);
afterAll(() => api.close());

const ask = (what: string, json?: object, key = realm.manage) => api.ask(what, { key, ...(json ? { json } : {}) });
const notificationsOf = async (event: string) => (await ask(`GET /events/${event}`)).body.notifications;

test("a webhook is made, pinged, told, has its secret renewed, and is deleted", async () => {
  const receiver = await newReceiver();
  const destination = receiver.url.replace("//", "//us:open-sesame@");
  const made = await ask("POST /app_hooks", { app_hook: { destination, event_type: ["org.*"], delay: 0 } });
  expect(made).toMatchObject({
    status: 201,
    body: {
      ...{ object: "app_hook", realm_id: realm.id, hook_type: "webhook", state: "active", event_type: ["org.*"] },
      destination: receiver.url.replace("//", "//us:***@"),
    },
  });
  const { id, secret, ...hook } = made.body;
  expect(secret).toMatch(/^whsec_/);
  expect((await ask(`GET /app_hooks/${id}`, undefined, realm.read)).body).toEqual({ id, ...hook });
  expect((await ask("GET /app_hooks")).body).toEqual({ more_results: false, collection: [{ id, ...hook }] });

  const ping = await ask(`POST /app_hooks/${id}/ping`);
  expect(ping.body).toMatchObject({ object: "event", event_type: "ping", app_hook_id: id });
  expect(ping.body.notifications).toMatchObject([{ state: "in_progress", attempts: 0, last_result: null }]);
  expect(await tryAll(new Date())).toBe(1);
  const [first] = receiver.received;
  expect(first?.headers.authorization).toBe(`Basic ${btoa("us:open-sesame")}`);
  const { notifications: _, ...event } = ping.body;
  expect(new Webhook(secret).verify(first?.body ?? "", { ...first?.headers } as Record<string, string>)).toEqual(event);
  const [notified] = await notificationsOf(event.id);
  expect(notified).toMatchObject({ object: "notification", app_hook_id: id, hook_type: "webhook", state: "completed" });
  expect(notified).toMatchObject({ attempts: 1, last_result: "204", last_destination: receiver.url });

  const renewed = (await ask(`POST /app_hooks/${id}/renew_secret`)).body.secret;
  await makers.orgs?.(realm.id);
  await tryAll(new Date());
  const second = receiver.received[1];
  const headers = { ...second?.headers } as Record<string, string>;
  expect(() => new Webhook(secret).verify(second?.body ?? "", headers)).toThrow();
  expect(new Webhook(renewed).verify(second?.body ?? "", headers)).toMatchObject({ event_type: "org.created" });

  expect((await ask(`PUT /app_hooks/${id}`, { app_hook: { state: "inactive" } })).body.state).toBe("inactive");
  for (const what of [`POST /app_hooks/${id}/ping`, `POST /notifications/${notified.id}/redeliver`])
    expect((await ask(what)).status).toBe(409);
  expect((await ask(`DELETE /app_hooks/${id}`)).status).toBe(204);
  expect((await ask(`GET /app_hooks/${id}`)).status).toBe(404);
  expect(await notificationsOf(event.id)).toMatchObject([{ app_hook_id: null, state: "completed" }]);
  const all = (await ask("GET /events?event_type=app_hook")).body.collection;
  expect(all.map((one: Record<string, unknown>) => [one.event_type, one.app_hook_id])).toEqual(
    ["deleted", "updated", "updated", "created"].map((what) => [`app_hook.${what}`, id]),
  );
  expect(JSON.stringify(all)).not.toMatch(/whsec_|sesame/);
});

test("what failed is delivered again, one by its notification or all of a hook since a time", async () => {
  const receiver = await newReceiver(500);
  const { id } = (await ask("POST /app_hooks", { app_hook: { destination: receiver.url, event_type: "org.created" } }))
    .body;
  const since = Date.now() / 1000;
  for (let n = 0; n < 3; n += 1) await makers.orgs?.(realm.id);
  for (let tried = 0; tried < 14; tried += 1) await tryAll(new Date(Date.now() + tried * hours(16)));
  const events = (await ask("GET /events?event_type=org.created&max_results=3&expand=notifications")).body.collection;
  const failed = events.map((event: { notifications: unknown[] }) => event.notifications[0]);
  expect(failed).toMatchObject(Array(3).fill({ state: "failed", attempts: 14, last_result: "500" }));

  receiver.treat(200);
  const one = await ask(`POST /notifications/${failed[0].id}/redeliver`);
  expect(one.body).toMatchObject({ id: failed[0].id, state: "in_progress", attempts: 0, last_result: "500" });
  expect(await tryAll(new Date())).toBe(1);
  const all = (from: number | null) => ask(`POST /app_hooks/${id}/redeliver`, { since: from });
  expect((await all(Date.now() / 1000 + 60)).body).toEqual({ count: 0 });
  expect((await all(since)).body).toEqual({ count: 2 });
  expect((await all(null)).body.errors).toEqual({ since: ["Since must be a time in Unix seconds"] });
  expect(await tryAll(new Date())).toBe(2);
  for (const { id: event } of events) expect(await notificationsOf(event)).toMatchObject([{ state: "completed" }]);
});

test("a mail hook is for one event of users; all that is wrong is said at once", async () => {
  const mail = { hook_type: "email", event_type: "user.created", email_subject: "Hi", email_template: "Welcome" };
  const made = await ask("POST /app_hooks", { app_hook: mail });
  expect(made.body).toMatchObject({ ...mail, event_type: ["user.created"], email_renderer: "markdown" });
  expect(Object.keys(made.body)).not.toContain("secret");
  const wrong = await ask("POST /app_hooks", { app_hook: { delay: -1, event_type: "org.lost", state: "x" } });
  expect(wrong.status).toBe(422);
  expect(Object.keys(wrong.body.errors).sort()).toEqual(["delay", "destination", "event_type", "state"]);
  for (const destination of ["http://169.254.169.254/", "http://10.0.0.1/", "ftp://app.example.com/"])
    expect((await ask("POST /app_hooks", { app_hook: { destination } })).body.errors.destination).toHaveLength(1);
});

test("a hook of all realms is seen and made by a key of every realm alone, which may name one instead", async () => {
  const { key } = await createApiKey({ realmId: null, name: "root", level: "manage" });
  const app_hook = { destination: "https://ops.example.com/hooks", event_type: "realm.exported" };
  const ofAll = (await ask("POST /app_hooks", { app_hook }, key)).body;
  const ofOne = (await ask("POST /app_hooks", { app_hook: { ...app_hook, realm_id: realm.id } }, key)).body;
  expect([ofAll.realm_id, ofOne.realm_id]).toEqual([null, realm.id]);
  const listed = async (query: string, by: string) =>
    (await ask(`GET /app_hooks${query}`, undefined, by)).body.collection.map(({ id }: { id: string }) => id);
  expect(await listed("", key)).toEqual([ofAll.id]);
  expect(await listed(`?realm_id=${realm.id}`, key)).toEqual([ofOne.id]);
  expect(await listed("", realm.manage)).toEqual([ofOne.id]);
  expect((await ask(`GET /app_hooks/${ofAll.id}`)).status).toBe(404);
  for (const what of ["PUT", "DELETE"])
    expect((await ask(`${what} /app_hooks/${ofAll.id}`, { app_hook: {} })).status).toBe(404);
  for (const { id } of [ofAll, ofOne]) expect((await ask(`DELETE /app_hooks/${id}`, undefined, key)).status).toBe(204);
});
