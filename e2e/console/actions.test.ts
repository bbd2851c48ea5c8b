import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { untried } from "@/lib/domain/form-state";
import { type AskedAction as Asked, userActions } from "../fixtures/console-actions";
import { addAppAndProvider, appActions } from "../fixtures/console-app-actions";
import { mailActions } from "../fixtures/console-mail-actions";
import { addFrank } from "../fixtures/console-people";
import { addLooks, lookActions } from "../fixtures/look-actions";
import { postForm } from "../fixtures/post-form";
import { realmActions } from "../fixtures/realm-actions";
import type { TestServer } from "../fixtures/server";
import { prepareStaffed, staff } from "../fixtures/staffed";

const ids: Record<string, string> = {};
const realm = (inIt: string) => `/console/realms/${ids.north}/${inIt}`;
const door = (at: string): Asked => ({ may: "door", at: () => at });

/** Every action of the console, as somebody who may do it would ask for it; what takes something away comes last. */
const actions: Readonly<Record<string, Asked>> = {
  signInAction: door("/console/login"),
  setupAction: door("/console/setup"),
  signOutAction: door("/console"),
  ...lookActions(realm, ids),
  ...userActions(realm, ids),
  ...appActions(realm, ids),
  ...mailActions(realm, ids),
  createOrgAction: { may: "realm", at: () => realm("orgs/new"), fields: () => ({ name: "Made" }) },
  updateOrgAction: { may: "realm", at: () => realm(`orgs/${ids.org}`), fields: () => ({ name: "Changed" }) },
  deleteOrgAction: { may: "realm", at: () => realm(`orgs/${ids.org}`), fields: () => ({ confirm_name: "Changed" }) },
  createHookAction: {
    may: "realm",
    at: () => realm("hooks/new"),
    fields: () => ({ destination: "https://hooks.example.com/made", event_type: "user.*" }),
    owner: 200,
  },
  updateHookAction: { may: "realm", at: () => realm(`hooks/${ids.hook}`), fields: () => ({ event_type: "org.*" }) },
  renewHookKeyAction: { may: "realm", at: () => realm(`hooks/${ids.hook}`), owner: 200 },
  redeliverAction: { may: "realm", at: () => realm(`hooks/${ids.hook}`), fields: () => ({ id: ids.told ?? "" }) },
  pingHookAction: { may: "realm", at: () => realm(`hooks/${ids.hook}`) },
  deleteHookAction: {
    may: "realm",
    at: () => realm(`hooks/${ids.hook}`),
    fields: () => ({ confirm_name: ids.hook ?? "" }),
  },
  createKeyAction: {
    may: "realm",
    at: () => realm("keys/new"),
    fields: () => ({ name: "Made", level: "manage" }),
    owner: 200,
  },
  deleteKeyAction: { may: "realm", at: () => realm(`keys/${ids.key}`), fields: () => ({ confirm_name: "Kept" }) },
  createAdministratorAction: {
    may: "owner",
    at: () => "/console/administrators/new",
    fields: () => ({ email: "new@example.com", role: "owner" }),
    owner: 200,
  },
  updateAdministratorAction: {
    may: "owner",
    at: () => `/console/administrators/${ids.administrator}`,
    fields: () => ({ email: staff.north.email, role: "owner" }),
  },
  renewPasswordAction: { may: "owner", at: () => `/console/administrators/${ids.administrator}`, owner: 200 },
  deleteAdministratorAction: {
    may: "owner",
    at: () => `/console/administrators/${ids.administrator}`,
    fields: () => ({ confirm_name: staff.north.email }),
  },
  endSessionAction: {
    may: "account",
    at: () => "/console/account",
    fields: () => ({ session: ids.adminSession ?? "" }),
  },
  endOtherSessionsAction: { may: "account", at: () => "/console/account" },
  changePasswordAction: {
    may: "account",
    at: () => "/console/account",
    fields: () => ({
      current_password: staff.owner.password,
      password: "nine grey walruses on ice",
      password_confirmation: "nine grey walruses on ice",
    }),
  },
  ...realmActions(realm, ids),
};

/** The console's actions as the build knows them: what can be called is in here, and nothing else. */
function builtActions(): Map<string, string> {
  const file = path.resolve(import.meta.dirname, "../../.next/server/server-reference-manifest.json");
  const { node } = JSON.parse(readFileSync(file, "utf8"));
  const found = Object.entries<{ filename: string; exportedName: string }>(node);
  return new Map(
    found
      .filter(([, { filename }]) => filename.startsWith("app/(console)/"))
      .map(([id, { exportedName }]) => [exportedName, id]),
  );
}

let data: Awaited<ReturnType<typeof prepareStaffed>>;
let server: TestServer;
let before: readonly string[];
const cookies: Record<string, string> = {};
const host = () => `localhost:${server.port}`;
const passing = ["admin_sessions", "setup_codes"];

beforeAll(async () => {
  data = await prepareStaffed(async ({ north }) => {
    const [{ db }, { newId }, { createOrg }, { createApiKey }, { snapshot }, { createHook }] = await Promise.all([
      import("@/lib/db/client"),
      import("@/lib/db/new-id"),
      import("@/lib/admin/orgs"),
      import("@/lib/admin/api-keys"),
      import("../fixtures/snapshot"),
      import("@/lib/admin/app-hooks"),
    ]);
    const at = new Date();
    const actor = { at, by: { ip: null, userAgent: null }, administrator: null };
    // It waits for an hour first, so that nothing of it moves while the server runs.
    const destination = "https://hooks.example.com/told";
    const hook = await createHook(north, { destination, event_type: "org.created", delay: 3_600 }, actor);
    const org = await createOrg(north, { name: "Kept" }, actor);
    const told = await db().notification.findFirstOrThrow();
    const key = await createApiKey({ realmId: north, name: "Kept", level: "read" });
    const app = await db().connectedApp.findFirstOrThrow({ where: { realmId: north } });
    Object.assign(ids, await addLooks(north, app.id));
    const owner = await db().administrator.findFirstOrThrow({ where: { email: staff.owner.email } });
    const administrator = await db().administrator.findFirstOrThrow({ where: { email: staff.north.email } });
    const session = await db().adminSession.create({
      data: {
        id: newId("ads"),
        administratorId: owner.id,
        secretHash: new Uint8Array(32),
        expiresAt: new Date(at.getTime() + 3_600_000),
      },
    });
    await db().realm.update({ where: { id: north }, data: { apiKeyPolicy: "encrypt" } });
    const jwtKey = await db().jwtKey.findFirstOrThrow({ where: { realmId: north } });
    Object.assign(ids, await addFrank(north, { device: true }), await addAppAndProvider(north), {
      jwtKey: jwtKey.id,
      north,
      org: org.ok ? org.value.id : "",
      key: key.id,
      hook: hook.ok ? hook.value.hook.id : "",
      told: told.id,
      app: app.id,
      administrator: administrator.id,
      adminSession: session.id,
    });
    before = await snapshot(passing);
  });
  server = await data.start();
  for (const who of ["owner", "north", "south", "reader"] as const) {
    const answer = await postForm(server, "/console/login", { host: host(), fields: staff[who] });
    expect(answer.headers.location).toBe("/console");
    cookies[who] = (answer.headers["set-cookie"] ?? []).map((line) => line.split(";")[0]).join("; ");
  }
}, 90_000);

afterAll(async () => {
  await server.stop();
  await data.remove();
});

/** Calls an action by its id, as a browser without JavaScript does. */
async function call(name: string, who: string | null) {
  const id = builtActions().get(name) ?? "";
  const asked = actions[name];
  const form = new FormData();
  form.append("$ACTION_REF_1", "");
  form.append("$ACTION_1:0", JSON.stringify({ id, bound: "$@1" }));
  form.append("$ACTION_1:1", JSON.stringify([untried]));
  form.append("$ACTION_KEY", "k1");
  for (const [field, value] of Object.entries(asked?.fields?.() ?? {})) form.append(field, value);
  const encoded = new Response(form);
  return server.request(asked?.at() ?? "", {
    host: host(),
    method: "POST",
    headers: {
      "content-type": encoded.headers.get("content-type") ?? "",
      origin: `http://${host()}`,
      ...(who ? { cookie: cookies[who] } : {}),
    },
    body: Buffer.from(await encoded.arrayBuffer()),
  });
}

const guarded = Object.entries(actions).filter(([, { may }]) => may !== "door");

test("security 92: every action of the build is in this list", () => {
  expect([...builtActions().keys()].sort()).toEqual(Object.keys(actions).sort());
});

describe("security 92, 93: is refused", () => {
  const others = { realm: ["south", "reader"], owner: ["north", "south", "reader"], account: [] };
  const calls = guarded.flatMap(([name, { may }]) => [
    [name, null] as const,
    ...(may === "door" ? [] : others[may]).map((who) => [name, who] as const),
  ]);

  test.each(calls)("%s to %s", async (name, who) => {
    const { status, headers, text } = await call(name, who);
    if (who === null) expect([status, headers.location]).toEqual([303, "/console/login"]);
    else expect([403, 404]).toContain(status);
    if (who === null || who === "south") expect(text).not.toContain("Northwind");
  });

  test("and not a row is changed by all of it", async () => {
    await server.stop();
    const [{ openDatabase, closeDatabase }, { snapshot }] = await Promise.all([
      import("@/lib/db/client"),
      import("../fixtures/snapshot"),
    ]);
    await openDatabase();
    expect(await snapshot(passing)).toEqual(before);
    await closeDatabase();
    server = await data.start();
  }, 60_000);
});

describe("is there for an owner, asked for in the very same way", () => {
  test.each(guarded)("%s", async (name, { owner = 303 }) => {
    const { status, headers } = await call(name, "owner");
    expect(status).toBe(owner);
    if (owner === 303) expect(headers.location).not.toBe("/console/login");
  });
});
