import { afterAll, beforeAll, expect, test } from "vitest";
import { onPostgres, startTwoDemos, type TwoDemos } from "../fixtures/two-instances";

const json = { "Content-Type": "application/json" };

let two: TwoDemos;
beforeAll(async () => {
  if (!onPostgres) return;
  two = await startTwoDemos();
});
afterAll(() => two?.stop());

/** Sets fields of the demo's app by the management API of an instance. */
async function change(n: number, login_policy: Readonly<Record<string, unknown>>) {
  const headers = { ...json, "X-Authrocket-Api-Key": two.demo.api_key, "X-Authrocket-Realm": two.demo.realm.id };
  const body = JSON.stringify({ login_policy });
  const answer = await two.instance(n).request(`/v1/login_policies/${two.demo.apps.user.id}`, {
    host: two.host(),
    method: "PUT",
    headers,
    body,
  });
  expect(answer.status, answer.text).toBe(200);
}

const call = (n: number, verb: string, body: object) =>
  two
    .instance(n)
    .request(`/v1/${verb}`, { host: two.host("demo"), method: "POST", headers: json, body: JSON.stringify(body) });

/** Whether logging in is switched on, as an instance sees it; null where nobody is at that host. */
async function loginIsOn(n: number): Promise<boolean | null> {
  const answer = await call(n, "login", {});
  return answer.status === 404 ? null : !/switched off/.test(answer.text);
}

const soon = <T>(read: () => Promise<T>) => expect.poll(read, { interval: 5, timeout: 1_000 });

test.skipIf(!onPostgres)("what an owner changes holds for the very next request to the same instance", async () => {
  for (let turn = 0; turn < 20; turn += 1) {
    await change(turn % 2, { login: false });
    expect(await loginIsOn(turn % 2)).toBe(false);
    await change(turn % 2, { login: true });
    expect(await loginIsOn(turn % 2)).toBe(true);
  }
});

test.skipIf(!onPostgres)("and within a moment on the others, by whatever it was changed", async () => {
  await soon(() => loginIsOn(1)).toBe(true);
  await change(0, { login: false });
  await soon(() => loginIsOn(1)).toBe(false);
  await two.query("UPDATE connected_apps SET settings = settings - 'login'");
  for (const n of [0, 1]) await soon(() => loginIsOn(n)).toBe(true);
  for (const [off, on] of [
    ["UPDATE connected_apps SET state = 'inactive'", "UPDATE connected_apps SET state = 'active'"],
    ["UPDATE realms SET state = 'inactive'", "UPDATE realms SET state = 'active'"],
  ] as const) {
    await two.query(off);
    for (const n of [0, 1]) await soon(() => loginIsOn(n)).toBeNull();
    await two.query(on);
    for (const n of [0, 1]) await soon(() => loginIsOn(n)).toBe(true);
  }
});

test.skipIf(!onPostgres)("a signing key that is gone verifies nothing more, on any instance", async () => {
  const { token } = JSON.parse((await call(0, "login", two.demo.user)).text);
  const valid = (n: number) => call(n, "check_session", { token }).then(({ text }) => JSON.parse(text).valid);
  for (const n of [0, 1, 0, 1]) expect(await valid(n)).toBe(true);
  await two.query("DELETE FROM jwt_keys");
  for (const n of [0, 1]) await soon(() => valid(n)).toBe(false);
});

test.skipIf(!onPostgres)("with the listening connections cut, nothing old is shown", async () => {
  for (const n of [0, 1]) await soon(() => loginIsOn(n)).toBe(true);
  for (let turn = 0; turn < 5; turn += 1) {
    // Cut and changed in one go: of this change no instance is told.
    await two.query(
      `SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN gatehouse%';
       UPDATE connected_apps SET state = 'inactive'`,
    );
    for (const n of [0, 1]) await soon(() => loginIsOn(n)).toBeNull();
    await two.query("UPDATE connected_apps SET state = 'active'");
    for (const n of [0, 1]) await soon(() => loginIsOn(n)).toBe(true);
  }
});
