import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { foreign, importText } from "@/e2e/fixtures/imports";
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

/** A report as its line, status and what is said of it. */
const said = ({ line, status, problems = [] }: LineReport) => [line, status, ...problems.map(apiSentence)];

const usersOf = (realmId: string) => db().user.findMany({ where: { realmId }, orderBy: { username: "asc" } });

describe("an import of CSV", () => {
  test("reads columns by their names, and attributes from custom and custom.…", async () => {
    const realmId = await newRealm();
    const rows = [
      "\ufeffemail,username,first_name,custom.plan,custom,password_hash,created_at",
      `frank@example.com,frank,"Ocean, Frank",gold,"{""seats"":3}",${foreign.hash},2015-02-14T19:18:13.701Z`,
      'grace@example.com,grace,"Gr""ace",,,,',
      "heidi@example.com,heidi,,,,",
      "ivan@example.com,ivan,,,{,,",
      'judy@example.com,judy,"Ju"dy,,,,',
      'mia@example.com,mia,"Mi\na",,,,1423941493',
    ];
    const { reports } = await importText(realmId, rows.join("\r\n"), { csv: true });
    expect(reports.map(said)).toEqual([
      [2, "created"],
      [3, "created"],
      [4, "failed", "This line has 6 cells, and the first one 7 columns"],
      [5, "failed", "Custom must be a JSON object"],
      [6, "failed", "This line can't be read as JSON or CSV"],
      [7, "failed", "First name has a character that can't be stored"],
    ]);
    expect(await usersOf(realmId)).toMatchObject([
      { firstName: "Ocean, Frank", custom: { seats: 3, plan: "gold" }, createdAt: new Date(1423941493701) },
      { firstName: 'Gr"ace', custom: {} },
    ]);
  });

  test.each([
    ["username,email,fisrt_name", "import.field-unknown"],
    ["username,email,username", "import.column-twice"],
    ['username,"em"ail', "import.no-header"],
    ["", "import.no-header"],
  ])("is refused as a whole where its columns are %j", async (header, code) => {
    const realmId = await newRealm();
    await expect(importText(realmId, `${header}\n`, { csv: true })).rejects.toThrow(code);
    expect(await usersOf(realmId)).toEqual([]);
  });
});
