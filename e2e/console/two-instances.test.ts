import { afterAll, beforeAll, expect, test } from "vitest";
import { postForm } from "../fixtures/post-form";
import type { Answer, TestServer } from "../fixtures/server";
import { onPostgres, startTwoInstances, type TwoInstances } from "../fixtures/two-instances";

let two: TwoInstances;
beforeAll(async () => {
  if (!onPostgres) return;
  two = await startTwoInstances();
});
afterAll(() => two?.stop());

const password = "nine grey walruses";
const post = (instance: TestServer, page: Answer, { code, n }: { code: string; n: number }) =>
  postForm(instance, "/console/setup", {
    ...{ host: two.host(), page },
    fields: { code, email: `op${n}@example.com`, password, password_confirmation: password },
  });

test.skipIf(!onPostgres)("security 96: of 52 set-ups at once on two instances exactly one succeeds", async () => {
  const codes = two.instances.map((one) => /one-time code ([A-Z0-9-]+)/.exec(one.log())?.[1] ?? "");
  // Loaded before any is sent: once one has won, the page has no form any more.
  const page = await two.instance(0).request("/console/setup", { host: two.host() });
  const answers = await Promise.all(
    two.instances.flatMap((one, instance) =>
      codes.flatMap((code, kind) =>
        Array.from({ length: 13 }, (_, n) => post(one, page, { code, n: instance * 100 + kind * 50 + n })),
      ),
    ),
  );
  expect(answers.filter((one) => one.status === 303)).toHaveLength(1);
  for (const one of answers) expect([303, 410, 422, 503]).toContain(one.status);
  expect(await two.query("SELECT email FROM administrators")).toHaveLength(1);
  expect(await two.query("SELECT * FROM setup_codes")).toHaveLength(0);
});
