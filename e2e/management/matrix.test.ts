import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiKey } from "@/lib/admin/api-keys";
import type { ManagementRoute } from "@/lib/api/management/route";
import { managementRoutes } from "@/lib/api/management/routes";
import { db } from "@/lib/db/client";
import { type Answer, type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";
import {
  callAbout,
  hasBody,
  nameOf,
  sampleCall,
  sharedCall,
  withFields,
  withQuery,
} from "../fixtures/management-calls";
import { notOurs, referred } from "../fixtures/management-samples";
import { snapshot } from "../fixtures/snapshot";

let api: Management;
let a: TestRealm;
let b: TestRealm;
/** A key of every realm. */
let root = "";
let disabled = "";
beforeAll(async () => {
  api = await openManagement();
  [a, b] = [await newTestRealm(), await newTestRealm()];
  root = (await createApiKey({ realmId: null, name: "root", level: "manage" })).key;
  const off = await createApiKey({ realmId: a.id, name: "disabled", level: "manage" });
  await db().apiKey.update({ where: { id: off.id }, data: { disabledAt: new Date() } });
  disabled = off.key;
});
afterAll(() => api.close());

const every = managementRoutes.map((route) => [nameOf(route), route] as const);
const inRealm = every.filter(([, route]) => route.inRealm);
const withPlace = every.filter(([, route]) => route.path.includes("{id}"));
const withBody = every.filter(([, route]) => hasBody(route));

/** A key that suffices: the realm's own, but for what is about another realm, or about none. */
function keyFor({ everyRealm }: ManagementRoute, what: string, level: ManagementRoute["level"] = "manage"): string {
  const [realm = a.id] = /rl_\w{22}/.exec(what) ?? [];
  return everyRealm || realm !== a.id ? root : a[level];
}

/** Keys that do not suffice for a route. */
function tooLittle({ level, everyRealm }: ManagementRoute): (string | null)[] {
  const lower = { read: [], write: [a.read], manage: [a.read, a.write, ...(everyRealm ? [a.manage] : [])] }[level];
  return [null, `${a.manage}x`, "", disabled, ...lower];
}

async function unchanged(act: () => Promise<void>, without: readonly string[] = []): Promise<void> {
  const before = await snapshot(without);
  await act();
  expect(await snapshot(without)).toEqual(before);
}

const said = ({ status, body }: Answer) => ({ status, body });

describe("every route", () => {
  test.each(every)(
    "%s: security 85, 90: without a key that suffices is 403, changes nothing, and tells nothing",
    async (_, route) => {
      const call = await sharedCall(route, a.id);
      const nobody = callAbout(route, call, "org_0000000000000000000000");
      await unchanged(async () => {
        const answers: unknown[] = [];
        for (const key of tooLittle(route))
          for (const { what, json } of [call, nobody])
            answers.push(said(await api.ask(what, { json, ...(key === null ? {} : { key }) })));
        answers.push(
          said(await api.ask(withQuery(call.what, `api_key=${a.manage}&key=${a.manage}`), { json: call.json })),
        );
        expect(answers[0]).toMatchObject({ status: 403, body: { errors: { base: [expect.any(String)] } } });
        for (const answer of answers) expect(answer).toEqual(answers[0]);
        if (hasBody(route)) expect((await api.ask(call.what, { json: "{" })).status).toBe(403);
      });
    },
  );

  test.each(every)("%s: with a key that suffices is what its document says", async (_, route) => {
    const { what, json } = await sampleCall(route, a.id);
    const answer = await api.ask(what, { json, key: keyFor(route, what, route.level) });
    expect(answer.status).toBe(route.status);
    expect(Number(answer.headers.get("x-ratelimit-remaining"))).toBeGreaterThan(0);
  });

  test.each(inRealm)(
    "%s: security 85-87: a key of another realm finds nothing in this one, whatever names it",
    async (_, route) => {
      const { what, json } = await sharedCall(route, a.id);
      const named = [
        { what: withQuery(what, `realm_id=${a.id}`), json },
        { what, json, headers: { "X-Authrocket-Realm": a.id } },
        ...(json ? [{ what, json: { ...json, realm_id: a.id } }] : []),
        ...(json ? [{ what, json: withField(route, json, { realm_id: a.id }) }] : []),
        ...(route.path.includes("{id}") ? [{ what, json }] : []),
      ];
      await unchanged(async () => {
        for (const { what: address, ...asking } of named)
          expect((await api.ask(address, { ...asking, key: b.manage })).status, address).toBe(404);
        const nowhere = withQuery(what, "realm_id=rl_0000000000000000000000");
        expect((await api.ask(nowhere, { json, key: root })).status).toBe(404);
      });
      const wide = [
        "realm_id=",
        "realm_id[]=",
        `realm_id[]=${b.id}`,
        `realm_id=${a.id}&realm_id=${b.id}`,
        "realm_id[not]=x",
      ];
      for (const query of [...wide, `filter[realm_id]=${b.id}`]) {
        const answer = await api.ask(withQuery(what, query), { json, key: b.manage });
        expect([200, 201, 401, 404, 422], query).toContain(answer.status);
        expect(JSON.stringify(answer.body)).not.toContain(a.id);
      }
    },
  );

  test.each(withPlace)(
    "%s: security 86: an id of another realm, or of nobody, is 404 and changes nothing",
    async (_, route) => {
      const { what, json } = await sharedCall(route, b.id);
      const ids = ["org_0000000000000000000000", "x", "%00", "%E0%A4%A", `${"a".repeat(3000)}`, "..%2Forgs"];
      const call = await sharedCall(route, a.id);
      const nobodies = ids.map((id) => callAbout(route, call, id));
      await unchanged(async () => {
        expect((await api.ask(what, { json, key: a.manage })).status).toBe(404);
        if (route.inRealm)
          expect((await api.ask(what, { json, key: root, headers: { "X-Authrocket-Realm": a.id } })).status).toBe(404);
        for (const nobody of nobodies)
          expect((await api.ask(nobody.what, { json: nobody.json, key: a.manage })).status, nobody.what).toBe(404);
      });
    },
  );
});

describe("every route with a body", () => {
  test.each(withBody)("%s: security 86: what it refers to must be of the same realm", async (_, route) => {
    for (const field of Object.keys(route.fields.shape).filter(isReference)) {
      const make = referred[field];
      if (!make) throw new Error(`Say in management-samples what ${field} refers to.`);
      const { what, json: good } = await sharedCall(route, a.id);
      const theirs = await make(b.id);
      for (const id of [theirs, `${theirs.split("_")[0]}_${"0".repeat(22)}`, "x"]) {
        const json = withField(route, good ?? {}, { [field]: id });
        await unchanged(async () => {
          for (const asking of [{ key: a.manage }, { key: root, headers: { "X-Authrocket-Realm": a.id } }])
            expect((await api.ask(what, { json, ...asking })).status, `${field}: ${id}`).toBe(404);
        });
      }
    }
  });

  test.each(withBody)("%s: security 88: sets nothing but its own fields", async (_, route) => {
    const forged = forgedFields(route);
    if (route.method === "PUT") {
      const { what } = await sampleCall(route, a.id);
      await unchanged(async () => {
        const answer = await api.ask(what, { json: withFields(route, forged), key: keyFor(route, what) });
        expect([200, 422]).toContain(answer.status);
      }, ["events"]);
      return;
    }
    const { what, json: good } = await sampleCall(route, a.id);
    const json = withField(route, good ?? {}, forged);
    const { status, body } = await api.ask(what, { json, key: keyFor(route, what) });
    expect(status).toBe(route.status);
    for (const [name, value] of Object.entries(forged)) if (name !== "realm_id") expect(body[name]).not.toEqual(value);
  });

  test.each(withBody)(
    "%s: security 82: a value of another type is a problem of its field, never a match, never a 5xx",
    async (_, route) => {
      const { what, json: good } = await sampleCall(route, a.id);
      for (const field of Object.keys(route.fields.shape))
        for (const wrong of wrongValues) {
          const json = withField(route, good ?? {}, { [field]: wrong });
          const answer = await api.ask(what, { json, key: keyFor(route, what) });
          const asSaid = `${field}: ${JSON.stringify(wrong)} is ${answer.status}`;
          expect(answer.status, asSaid).toBeLessThan(500);
          const [path = ""] = what.split(" ").slice(1);
          // Blank is how a form says null, and null in something new is the same as not sent.
          const isNothing = wrong === "" || (wrong === null && route.method === "POST");
          if (api.fitsBody(route.method, `/v1${path}`, json) || isNothing) continue;
          expect([404, 422], asSaid).toContain(answer.status);
          expect(answer.body.errors, asSaid).toHaveProperty(field);
        }
    },
  );

  test.each(withBody)(
    "%s: bodies that are none are 400, 413 and 415, and what is deep is no danger",
    async (_, route) => {
      const { what } = await sharedCall(route, a.id);
      const [field] = Object.keys(route.fields.shape);
      const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`;
      const status = async (json: string, headers = {}) =>
        (await api.ask(what, { json, headers, key: keyFor(route, what) })).status;
      expect(await status("{")).toBe(400);
      expect(await status("[]")).toBe(400);
      expect(await status("null")).toBe(400);
      expect(await status(`{"x":"${"x".repeat(1024 * 1024)}"}`)).toBe(413);
      expect(await status("{}", { "Content-Type": "text/plain" })).toBe(415);
      const inRoot = route.root === null ? `{"${field}":${deep}}` : `{"${route.root}":{"${field}":${deep}}}`;
      if (field) expect([400, 404, 422]).toContain(await status(inRoot));
      expect([400, 404, 422]).toContain(await status(`{"request":${deep}}`));
    },
  );
});

const wrongValues: readonly unknown[] = [
  ...[
    [],
    ["x"],
    [["x"]],
    {},
    { $ne: 1 },
    { not: "" },
    { contains: "" },
    12,
    -1,
    0.5,
    1e308,
    true,
    null,
    "",
    "\u0000",
    "\ud800",
  ],
  "x".repeat(100_000),
];

const isReference = (name: string) => name.endsWith("_id") && !notOurs.includes(name);

/** A body with more in it, or other, where its fields are. */
function withField({ root: name }: ManagementRoute, json: object, more: Readonly<Record<string, unknown>>) {
  return name === null ? { ...json, ...more } : { ...json, [name]: { ...Reflect.get(json, name), ...more } };
}

/** What no body may set, unless it is a field of the route. */
function forgedFields({ fields }: ManagementRoute) {
  const all = {
    id: "usr_0000000000000000000000",
    realm_id: a.id,
    object: "forged",
    created_at: 1,
    updated_at: 1,
    last_login_at: 1,
    password_hash: "x",
    passwordHash: "x",
    secret_hash: "x",
    otp_secret: "x",
    api_key: "x",
    locked_until: 1,
    type: "x",
    org_key: "x",
    __proto__: { state: "inactive" },
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !Object.hasOwn(fields.shape, name)));
}
