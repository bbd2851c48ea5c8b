import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { createUser } from "@/lib/db/new-users";
import { hashSecret } from "@/lib/tokens/secret-token";
import { signup } from "./signup";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

type Place = Awaited<ReturnType<typeof newAppWithRealm>>;

async function trySignup(place: Place, fields: Parameters<typeof signupFields>[0], given = {}) {
  return signup(await place.visit(given), signupFields(fields));
}

const codesOf = (outcome: Awaited<ReturnType<typeof trySignup>>) =>
  outcome.ok ? ["ok"] : outcome.problems.map((problem) => problem.code);
const frank = { username: "frank", email: "frank@example.com" };

async function rowsOf({ realmId }: Place) {
  const where = { realmId };
  const [users, credentials, orgs, memberships, events] = await Promise.all([
    db().user.count({ where }),
    db().credential.count({ where }),
    db().org.count({ where }),
    db().membership.count({ where }),
    db().event.count({ where: { ...where, eventType: { in: ["user.created", "org.created", "membership.created"] } } }),
  ]);
  return { users, credentials, orgs, memberships, events };
}

describe("user_org", () => {
  const settings = { signup_mode: "user_org", default_permissions: ["owner", "billing:read"] };
  const place = (more = {}) =>
    newAppWithRealm({
      realm: { jwtFields: ["memberships", "orgs"] },
      app: { settings: { ...settings, ...more } },
    });

  test("makes the user, their organisation and a membership with the default permissions, and says so in the token", async () => {
    const at = await place();
    const { token, url } = signedIn(await trySignup(at, { ...frank, org_name: " Field  & Sons " }));
    const org = await db().org.findFirstOrThrow({ where: { realmId: at.realmId } });
    expect(org.name).toBe("Field & Sons");
    expect(decodeJwt(token).m).toEqual([
      { p: ["owner", "billing:read"], cs: {}, oid: org.id, o: "Field & Sons", ocs: {} },
    ]);
    expect(new URL(url).searchParams.get("signup")).toBe("true");
  });

  test.each([
    ["whole name", { first_name: "Frank", last_name: "Field" }, "Frank Field"],
    ["user name, where no other is known", {}, "frank"],
  ])("names the organisation after the person's %s where none is given", async (_, names, expected) => {
    const at = await place();
    await trySignup(at, { ...frank, ...names });
    expect((await db().org.findFirstOrThrow({ where: { realmId: at.realmId } })).name).toBe(expected);
  });

  test("asks for its name where it is required, and takes none where it is hidden", async () => {
    const [required, hidden] = [await place({ org_field: "required" }), await place({ org_field: "hidden" })];
    expect(codesOf(await trySignup(required, frank))).toEqual(["org-name.blank"]);
    expect(await rowsOf(required)).toMatchObject({ users: 0, orgs: 0 });
    expect(codesOf(await trySignup(hidden, { ...frank, org_name: "Somebody Else's" }))).toEqual(["ok"]);
    expect((await db().org.findFirstOrThrow({ where: { realmId: hidden.realmId } })).name).toBe("frank");
  });

  test("security 34: one that breaks off in the middle leaves nothing at all", async () => {
    const at = await place();
    const user = {
      username: { display: "frank", canonical: "frank", skeleton: null },
      email: { display: "frank@example.com", canonical: "frank@example.com", unique: true },
      firstName: null,
      lastName: null,
      passwordHash: "hash",
      signupPending: true,
    };
    const by = { ip: null, userAgent: null };
    // The database refuses NUL: here in what is written last but the events.
    const org = { name: "Field", permissions: ["\u0000"] };
    await expect(createUser(at.realmId, { ...user, org }, by)).rejects.toThrow();
    expect(await rowsOf(at)).toEqual({ users: 0, credentials: 0, orgs: 0, memberships: 0, events: 0 });
    await createUser(at.realmId, { ...user, org: { ...org, permissions: [] } }, by);
    expect(await rowsOf(at)).toEqual({ users: 1, credentials: 1, orgs: 1, memberships: 1, events: 3 });
  });

  test("security 34: of 50 at once with one name one whole signup is left", async () => {
    const at = await place();
    await Promise.all(Array.from({ length: 50 }, (_, n) => trySignup(at, { ...frank, email: `f${n}@example.com` })));
    expect(await rowsOf(at)).toEqual({ users: 1, credentials: 1, orgs: 1, memberships: 1, events: 3 });
  });
});

describe("user_token", () => {
  const app = {
    loginHandler: "https://app.example.com/in",
    signupHandler: "https://app.example.com/joined?from=signup",
    settings: { signup_mode: "user_token" },
  };

  async function tokenFrom(place: Place, fields: Parameters<typeof signupFields>[0], given = {}) {
    const outcome = await trySignup(place, fields, given);
    if (!outcome.ok || outcome.value.kind !== "signup-token") throw new Error(JSON.stringify(outcome));
    return outcome.value;
  }

  test("security 35: makes nobody, and hands a token to the signup handler, with redir and without signup=true", async () => {
    const place = await newAppWithRealm({ app });
    const { token, url } = await tokenFrom(place, frank, { redir: "/secure?a=1" });
    expect(url).toBe(`https://app.example.com/joined?from=signup&token=${token}&redir=%2Fsecure%3Fa%3D1`);
    expect(await rowsOf(place)).toEqual({ users: 0, credentials: 0, orgs: 0, memberships: 0, events: 0 });
  });

  test("a redirect_uri takes the handler's place, and the login handler where there is no other", async () => {
    const there = await newAppWithRealm({ app });
    const other = await tokenFrom(there, frank, { redirectUri: "https://app.example.com/other" });
    expect(other.url).toBe(`https://app.example.com/other?token=${other.token}`);
    const without = await newAppWithRealm({ app: { ...app, signupHandler: null } });
    const login = await tokenFrom(without, frank);
    expect(login.url).toBe(`https://app.example.com/in?token=${login.token}`);
  });

  test("security 36: what is stored is a hash of the password and a hash of the token, for a day at most", async () => {
    const place = await newAppWithRealm({ realm: { signupTokenMinutes: 100_000 }, app });
    const at = new Date();
    const { token } = await tokenFrom(place, { ...frank, password: "seven quiet herons" }, { at });
    const row = await db().signupToken.findFirstOrThrow({ where: { realmId: place.realmId } });
    expect(row.passwordHash).toMatch(/^\$argon2id\$/);
    expect(Buffer.from(row.tokenHash)).toEqual(Buffer.from(hashSecret(token)));
    expect(JSON.stringify(row)).not.toContain("herons");
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row.expiresAt.getTime() - at.getTime()).toBe(24 * 3_600_000);
  });

  test("other tokens for the same name do not count; a user's name, address or look-alike does", async () => {
    const place = await newAppWithRealm({ app });
    const tokens = [await tokenFrom(place, frank), await tokenFrom(place, frank)];
    expect(new Set(tokens.map((one) => one.token)).size).toBe(2);
    const by = { ip: null, userAgent: null };
    await createUser(
      place.realmId,
      {
        username: { display: "Frank", canonical: "frank", skeleton: null },
        email: { display: "f@example.com", canonical: "f@example.com", unique: true },
        firstName: null,
        lastName: null,
        passwordHash: null,
        signupPending: false,
        org: null,
      },
      by,
    );
    expect(codesOf(await trySignup(place, { ...frank, username: "FRANK" }))).toEqual(["username.taken"]);
    expect(codesOf(await trySignup(place, { username: "fred", email: "F@example.com" }))).toEqual(["email.taken"]);
  });
});
