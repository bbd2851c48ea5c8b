import { afterAll, beforeAll, expect, test } from "vitest";
import { codeOf } from "../fixtures/authenticator";
import { postForm } from "../fixtures/post-form";
import { onPostgres, startTwoDemos, type TwoDemos } from "../fixtures/two-instances";

let two: TwoDemos;
beforeAll(async () => {
  if (!onPostgres) return;
  two = await startTwoDemos();
});
afterAll(() => two?.stop());

async function ask(n: number, verb: string, fields: Readonly<Record<string, string>>) {
  const headers = { "Content-Type": "application/json" };
  const answer = await two.instance(n).request(`/v1/${verb}`, {
    host: two.host("demo"),
    method: "POST",
    headers,
    body: JSON.stringify(fields),
  });
  return JSON.parse(answer.text) as { token?: string; url?: string; result?: string; errors?: string[] };
}

test.skipIf(!onPostgres)(
  "security 54: of 20 uses of one code on two instances, by as many logins, one gets in",
  async () => {
    const { username, password, otp_secret: secret } = two.demo.mfa_user;
    const started: { token?: string; result?: string }[] = [];
    for (let n = 0; n < 9; n += 1) started.push(await ask(n, "login", { username, password }));
    expect(started.map((one) => one.result)).toEqual(Array(9).fill("need_mfa"));
    const code = codeOf(secret, new Date());
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        ask(n, "verify_login", { username, token: started[n % 9]?.token ?? "", code }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.url)).toHaveLength(1);
  },
);

test.skipIf(!onPostgres)("security 56: ten wrong codes count together, whichever instance was asked", async () => {
  const { username, password, otp_secret: secret } = two.demo.mfa_user;
  const started = async (n: number) => (await ask(n, "login", { username, password })).token ?? "";
  for (let login = 0; login < 2; login += 1) {
    const token = await started(login);
    for (let n = 0; n < 5; n += 1)
      expect((await ask(login + n, "verify_login", { username, token, code: "000000" })).url).toBe(undefined);
  }
  for (const n of [0, 1]) {
    const code = codeOf(secret, new Date(), 1);
    const { errors, url: in_ } = await ask(n, "verify_login", { username, token: await started(n), code });
    expect([errors?.length, in_], JSON.stringify(errors)).toEqual([1, undefined]);
    expect(errors?.[0]).toMatch(/too many/i);
  }
});

test.skipIf(!onPostgres)("security 43: of 20 resets with one link on two instances, one sets a password", async () => {
  const { username, email } = two.demo.user;
  await postForm(two.instance(0), "/forgot_password", { host: two.host("demo"), fields: { username } });
  const mailed = async () => {
    const rows = await two.query(`SELECT text FROM mails WHERE recipient = '${email}' ORDER BY id DESC LIMIT 1`);
    return /[?&]token=(kpw_\w+)/.exec(rows[0]?.text ?? "")?.[1] ?? "";
  };
  await expect.poll(mailed, { timeout: 20_000 }).toMatch(/^kpw_/);
  const headers = { Cookie: `gh_reset=${await mailed()}` };
  const page = await two
    .instance(0)
    .request(`/reset_password?username=${username}`, { host: two.host("demo"), headers });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      postForm(two.instance(n), `/reset_password?username=${username}`, {
        host: two.host("demo"),
        page,
        headers,
        fields: { username, password: `nine loud badgers ${n}` },
      }),
    ),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, ...Array(19).fill(410)].sort());
});
