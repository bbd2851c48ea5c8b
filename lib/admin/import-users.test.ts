import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { foreign, importText, jsonLines } from "@/e2e/fixtures/imports";
import { db } from "@/lib/db/client";
import { apiSentence } from "@/lib/domain/messages";
import type { LineReport } from "./import-users";
import { createRealm } from "./realms";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

const newRealm = async (realm: Parameters<typeof createRealm>[0] | object = {}) =>
  (await createRealm({ name: "Northwind", ...realm })).id;

const person = (name: string, more: object = {}) => ({ username: name, email: `${name}@example.com`, ...more });

/** A report as its line, status and what is said of it. */
const said = ({ line, status, problems = [] }: LineReport) => [line, status, ...problems.map(apiSentence)];

const usersOf = (realmId: string) => db().user.findMany({ where: { realmId }, orderBy: { username: "asc" } });

describe("an import of JSON lines", () => {
  test("makes each user as their line says, and reports line by line", async () => {
    const realmId = await newRealm();
    const whole = {
      object: "user",
      id: "usr_elsewhere",
      user_type: "human",
      username: "Frank",
      email: "Frank@Example.com",
      email_verification: "verified",
      first_name: "Fränk",
      last_name: "Ocean",
      state: "inactive",
      reference: "r-1",
      custom: { plan: "gold", seats: 3, tags: ["a", "b"], beta: true, none: null },
      password_hash: foreign.hash,
      created_at: 1423941493.701,
    };
    const { reports, totals } = await importText(
      realmId,
      `${JSON.stringify(whole)}\n\n${jsonLines([person("grace")])}`,
    );
    expect(reports.map(said)).toEqual([
      [1, "created"],
      [3, "created"],
    ]);
    expect(totals).toEqual({ created: 2, skipped: 0, failed: 0, complete: true });
    const [frank, grace] = await usersOf(realmId);
    expect(reports.map(({ id }) => id)).toEqual([frank?.id, grace?.id]);
    expect(frank).toMatchObject({
      userType: "human",
      state: "inactive",
      username: "Frank",
      usernameCanonical: "frank",
      email: "Frank@Example.com",
      emailCanonical: "frank@example.com",
      emailUnique: "frank@example.com",
      emailVerification: "verified",
      firstName: "Fränk",
      lastName: "Ocean",
      name: "Fränk Ocean",
      reference: "r-1",
      custom: whole.custom,
      signupPending: false,
      createdAt: new Date(1423941493701),
    });
    expect(grace).toMatchObject({
      state: "active",
      name: "grace",
      reference: null,
      custom: {},
      emailVerification: "none",
    });
    const credentials = await db().credential.findMany({ where: { realmId } });
    expect(credentials).toMatchObject([{ userId: frank?.id, credentialType: "password", passwordHash: foreign.hash }]);
  });

  test("says all that is wrong with a line, and goes on with the next", async () => {
    const realmId = await newRealm();
    const lines = [
      "{",
      "[1]",
      JSON.stringify({ username: "a b", email: "nobody", state: "gone", password_hash: "secret", custom: { a: {} } }),
      JSON.stringify(person("bomb", { password_hash: `$2b$31$${"a".repeat(53)}` })),
      JSON.stringify(person("plain", { password: "seven quiet herons" })),
      JSON.stringify(person("api", { user_type: "api" })),
      JSON.stringify({ object: "org", name: "Acorn" }),
      JSON.stringify(person("misspelt", { fisrt_name: "Frank" })),
      JSON.stringify(person("other@example.org")),
      JSON.stringify(person("nul\u0000")),
      '{"username":"proto","email":"proto@example.com","custom":{"__proto__":{"a":1}}}',
      JSON.stringify({ username: ["x"], email: 1 }),
      `{"username":"${"x".repeat(70_000)}"}`,
      JSON.stringify(person("good")),
    ];
    const { reports, totals } = await importText(realmId, lines.join("\r\n"));
    expect(reports.map(said)).toEqual([
      [1, "failed", "This line can't be read as JSON or CSV"],
      [2, "failed", "This line can't be read as JSON or CSV"],
      [
        3,
        "failed",
        "Username can only have letters of one alphabet and digits, with . _ - + or ' between them",
        "Email must look like name@example.com",
        "State must be one of: active, inactive",
        "Custom can hold texts, numbers, true, false, null, and lists of those",
        "Password hash must be a whole hash of bcrypt ($2a$, $2b$, $2y$), argon2, scrypt or PBKDF2",
      ],
      [4, "failed", "Password hash would take too long to check: bcrypt up to cost 14 can be imported"],
      [5, "failed", "Password can't be imported as it is. Send password_hash, or make users one by one."],
      [6, "failed", "User type must be human: API users are made one by one"],
      [
        7,
        "failed",
        "Username can't be blank",
        "Email can't be blank",
        "Object must be user: nothing else is imported here",
      ],
      [8, "failed", "A user has no field fisrt_name. Attributes of your own go into custom."],
      [9, "failed", "Email must look like name@example.com"],
      [10, "failed", "Username has a character that can't be stored", "Email has a character that can't be stored"],
      [11, "failed", "Custom has a name that can't be used (100 characters at most, 100 names at most)"],
      [12, "failed", "Username must be text, sent once", "Email must be text, sent once"],
      [13, "failed", "This line is too long (maximum is 65536 characters)"],
      [14, "created"],
    ]);
    expect(totals).toEqual({ created: 1, skipped: 0, failed: 13, complete: true });
    expect((await usersOf(realmId)).map(({ username }) => username)).toEqual(["good"]);
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });

  test("text that is not UTF-8 is refused, and not changed in silence", async () => {
    const realmId = await newRealm();
    const latin1 = Buffer.from(JSON.stringify(person("frank", { first_name: "Fränk" })), "latin1").toString("utf8");
    expect((await importText(realmId, latin1)).reports.map(said)).toEqual([[1, "failed", "This line is not in UTF-8"]]);
  });
});

describe("names and addresses", () => {
  test("are unique in the realm and in the file, in every form that is the same", async () => {
    const realmId = await newRealm();
    await importText(realmId, jsonLines([person("alice"), { username: "Жанна", email: "jeanne@example.com" }]));
    const { reports, totals } = await importText(
      realmId,
      jsonLines([
        { username: "ALICE", email: "new@example.com" },
        { username: "ａｌｉｃｅ", email: "new@example.com" },
        { username: "alice2", email: "Alice@EXAMPLE.com" },
        person("bob"),
        { username: "Bob", email: "bob2@example.com" },
        { username: "carol", email: "bob@example.com" },
        person("dave"),
      ]),
    );
    const [alice, bob] = await usersOf(realmId);
    expect(reports.map(said)).toEqual([
      [1, "skipped", "Username has already been taken"],
      [2, "skipped", "Username has already been taken"],
      [3, "failed", "Email has already been taken"],
      [4, "created"],
      [5, "skipped", "Username has already been taken"],
      [6, "failed", "Email has already been taken"],
      [7, "created"],
    ]);
    expect([reports[0]?.id, reports[4]?.id]).toEqual([alice?.id, bob?.id]);
    expect(totals).toEqual({ created: 2, skipped: 3, failed: 2, complete: true });
    expect((await usersOf(realmId)).map(({ username }) => username)).toEqual(["alice", "bob", "dave", "Жанна"]);
  });

  test("where addresses need not be unique, one may be there twice", async () => {
    const realmId = await newRealm({ requireUniqueEmails: false });
    const twins = [
      { username: "one", email: "both@example.com" },
      { username: "two", email: "both@example.com" },
    ];
    expect((await importText(realmId, jsonLines(twins))).totals.created).toBe(2);
  });

  test("in an e-mail realm each is the other where one is left out; elsewhere a name may be the user's own address, and no other's", async () => {
    const byEmail = await newRealm({ usernameValidationHuman: "email" });
    const { reports } = await importText(
      byEmail,
      jsonLines([
        { email: "Frank@example.com" },
        { username: "grace@example.com" },
        { username: "heidi@example.com", email: "HEIDI@example.com" },
        { username: "ivan@example.com", email: "judy@example.com" },
        { username: "mallory" },
      ]),
    );
    expect(reports.map(({ status }) => status)).toEqual(["created", "created", "created", "created", "failed"]);
    expect(
      (await usersOf(byEmail)).map(({ usernameCanonical, emailCanonical }) => [usernameCanonical, emailCanonical]),
    ).toEqual([
      ["frank@example.com", "frank@example.com"],
      ["grace@example.com", "grace@example.com"],
      ["heidi@example.com", "heidi@example.com"],
      ["ivan@example.com", "judy@example.com"],
    ]);

    const standard = await newRealm();
    const mixed = await importText(
      standard,
      jsonLines([
        { username: "Frank@example.com", email: "frank@example.com" },
        { username: "grace@example.com", email: "mallory@example.com" },
      ]),
    );
    expect(mixed.reports.map(said)).toEqual([
      [1, "created"],
      [2, "failed", "Email doesn't match Username"],
    ]);
  });
});
