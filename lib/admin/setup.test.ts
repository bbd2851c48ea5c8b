import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { createFirstAdministrator } from "@/lib/db/administrators";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/new-id";
import { hours } from "@/lib/domain/duration";
import { hashSecret } from "@/lib/tokens/secret-token";
import { isSetupOpen, openSetup, setUpFirstAdministrator } from "./setup";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());
beforeEach(async () => {
  await db().administrator.deleteMany();
  await db().setupCode.deleteMany();
});

const password = "nine grey walruses";
const fields = (code: string, email = "op@example.com") => ({ code, email, password, password_confirmation: password });
const codesOf = (outcome: Awaited<ReturnType<typeof setUpFirstAdministrator>>) =>
  outcome.ok ? ["ok"] : outcome.problems.map((problem) => problem.code);

async function openCode(): Promise<string> {
  const code = await openSetup();
  if (!code) throw new Error("The set-up is not open.");
  return code;
}

describe("first-run set-up", () => {
  test("security 96: there is no administrator until somebody brings the code, and of 50 at once exactly one becomes it", async () => {
    expect(await db().administrator.count()).toBe(0);
    const code = await openCode();
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, n) => setUpFirstAdministrator(fields(code, `op${n}@example.com`))),
    );
    expect(outcomes.filter((one) => one.ok)).toHaveLength(1);
    expect(new Set(outcomes.filter((one) => !one.ok).flatMap(codesOf))).toEqual(new Set(["setup.done"]));
    expect(await db().administrator.count()).toBe(1);
  });

  test("security 96: afterwards it is closed, and no new code is made", async () => {
    const code = await openCode();
    expect(codesOf(await setUpFirstAdministrator(fields(code)))).toEqual(["ok"]);
    expect(await isSetupOpen()).toBe(false);
    expect(await openSetup()).toBe(null);
    expect(codesOf(await setUpFirstAdministrator(fields(code, "second@example.com")))).toEqual(["setup.done"]);
    expect((await db().administrator.findMany()).map((one) => [one.email, one.role])).toEqual([
      ["op@example.com", "owner"],
    ]);
  });

  test("a wrong code opens nothing; the right one does in any case, with or without its hyphens", async () => {
    const code = await openCode();
    expect(codesOf(await setUpFirstAdministrator(fields("WRONG-CODE")))).toEqual(["setup.code-wrong"]);
    expect(codesOf(await setUpFirstAdministrator({ ...fields("WRONG-CODE"), password: "too short" }))).toEqual([
      "setup.code-wrong",
      "password.too-short",
      "password.confirmation-differs",
    ]);
    const account = { email: "b@example.com", emailCanonical: "b@example.com", passwordHash: "-" };
    expect(await createFirstAdministrator(hashSecret("WRONGCODE"), account), "nor past the first question").toBe(false);
    expect(codesOf(await setUpFirstAdministrator(fields(` ${code.toLowerCase().replaceAll("-", " ")} `)))).toEqual([
      "ok",
    ]);
  });

  test("every instance and every later start says the same code, and one of another SECRET's is replaced", async () => {
    const codes = await Promise.all(Array.from({ length: 8 }, () => openCode()));
    expect(new Set(codes).size).toBe(1);
    expect(await openSetup(new Date(Date.now() + hours(24)))).toBe(codes[0]);
    expect(codes[0]).toMatch(/^(?:[2-9A-HJKMNP-TV-Z]{4}-){6}[2-9A-HJKMNP-TV-Z]{4}$/);

    await db().setupCode.updateMany({ data: { codeHash: hashSecret("nobody's") } });
    const [fresh, again] = [await openCode(), await openCode()];
    expect(fresh).not.toBe(codes[0]);
    expect(again).toBe(fresh);
    expect(codesOf(await setUpFirstAdministrator(fields(codes[0] ?? "")))).toEqual(["setup.code-wrong"]);
    expect(codesOf(await setUpFirstAdministrator(fields(fresh)))).toEqual(["ok"]);
  });

  test("every problem is said at once, and none of them spends the code", async () => {
    const code = await openCode();
    const outcome = await setUpFirstAdministrator({
      code: "",
      email: "nobody",
      password: "too short",
      password_confirmation: "other",
    });
    expect(codesOf(outcome)).toEqual([
      "setup.code-wrong",
      "email.malformed",
      "password.too-short",
      "password.confirmation-differs",
    ]);
    expect(codesOf(await setUpFirstAdministrator(fields(code)))).toEqual(["ok"]);
  });

  test("an administrator who came another way leaves the code nothing to open", async () => {
    const code = await openCode();
    await db().administrator.create({
      data: { id: newId("adm"), email: "a@example.com", emailCanonical: "a@example.com", passwordHash: "-" },
    });
    const account = { email: "b@example.com", emailCanonical: "b@example.com", passwordHash: "-" };
    expect(await createFirstAdministrator(hashSecret(code.replaceAll("-", "")), account)).toBe(false);
    expect(await db().administrator.count()).toBe(1);
  });

  test("the code is not in the database, only its hash", async () => {
    const code = await openCode();
    const [row] = await db().setupCode.findMany();
    expect(row?.codeHash).toHaveLength(32);
    expect(Buffer.from(row?.codeHash ?? []).toString("latin1")).not.toContain(code.slice(0, 4));
  });
});
