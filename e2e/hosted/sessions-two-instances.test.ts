import { decodeJwt } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { password } from "../fixtures/two-apps";
import { onPostgres, startTwoInstances, type TwoInstances } from "../fixtures/two-instances";

let realmId = "";
let two: TwoInstances;
beforeAll(async () => {
  if (!onPostgres) return;
  two = await startTwoInstances();
  await (await import("@/lib/db/client")).openDatabase();
  realmId = (await (await import("@/lib/admin/realms")).createRealm({ name: "Northwind" })).id;
  const { createApp } = await import("@/lib/db/connected-apps");
  await createApp(realmId, { name: "Acorn", subdomain: "acorn", loginHandler: "https://app.example.com/in" });
});
afterAll(async () => {
  if (!onPostgres) return;
  await (await import("@/lib/db/client")).closeDatabase();
  await two.stop();
});

async function ask(at: number, verb: string, body: Readonly<Record<string, string>>) {
  const answer = await two.instance(at).request(`/v1/${verb}`, {
    ...{
      host: two.host("acorn"),
      method: "POST",
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json" },
    },
  });
  return JSON.parse(answer.text);
}

const by = { ip: null, userAgent: null };

test.skipIf(!onPostgres)("security 68: a session that ends on one instance is over on the other at once", async () => {
  const { createUser, deleteUser, setUserState } = await import("@/lib/admin/users");
  const [{ setPassword }, { endSession }] = await Promise.all([
    import("@/lib/db/credentials"),
    import("@/lib/db/sessions"),
  ]);
  const ends = {
    logout: (_: string, token: string) => ask(0, "logout", { token }),
    inactive: (userId: string) => setUserState(realmId, userId, { state: "inactive", by }),
    deleted: (userId: string) => deleteUser(realmId, userId, by),
    password: (userId: string) => setPassword(realmId, userId, "$x$"),
    owner: (_: string, token: string) => endSession(realmId, String(decodeJwt(token).tk)),
  };
  for (const [username, end] of Object.entries(ends)) {
    const { id } = await createUser(
      { id: realmId, requireUniqueEmails: true },
      { username, email: `${username}@example.com`, firstName: "", lastName: "", password, otpSecret: null },
    );
    const { token } = await ask(0, "login", { username, password });
    const valid = () => Promise.all([0, 1].map(async (at) => (await ask(at, "check_session", { token })).valid));
    expect(await valid(), username).toEqual([true, true]);
    await end(id, token);
    expect(await valid(), username).toEqual([false, false]);
  }
});
