import { afterAll, beforeAll, expect, test } from "vitest";
import { onPostgres, startTwoDemos, type TwoDemos } from "../fixtures/two-instances";

let two: TwoDemos;
beforeAll(async () => {
  if (!onPostgres) return;
  two = await startTwoDemos();
});
afterAll(() => two?.stop());

async function post(n: number, target: string, body: unknown) {
  const headers = { "Content-Type": "application/json", "X-Authrocket-Api-Key": two.demo.api_key };
  const answer = await two.instance(n).request(target, {
    host: two.host(),
    method: "POST",
    headers: { ...headers, "X-Authrocket-Realm": two.demo.realm.id },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: JSON.parse(answer.text) };
}

async function makeToken(username: string, n: number): Promise<string> {
  const user_token = { username, email: `${username}${n}@example.com`, password: "seven quiet herons" };
  const made = await post(n, "/v1/user_tokens", { user_token });
  expect(made.status).toBe(201);
  return made.body.id;
}

/** The users made, and what the others were told about. */
async function redeem(tokens: readonly string[]) {
  const answers = await Promise.all(tokens.map((token, n) => post(n, "/v1/users", { user: { token } })));
  const others = answers.filter((one) => one.status !== 201);
  for (const one of others) expect(one.status).toBe(422);
  return {
    made: answers.length - others.length,
    others: [...new Set(others.flatMap((one) => Object.keys(one.body.errors)))],
  };
}

test.skipIf(!onPostgres)(
  "security 35: on two instances, of 50 redemptions at once exactly one makes the user",
  async () => {
    const token = await makeToken("wanda", 0);
    expect(await redeem(Array.from({ length: 50 }, () => token))).toEqual({ made: 1, others: ["token"] });
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, n) => makeToken("xenia", n)));
    expect(await redeem([...tokens, ...tokens])).toMatchObject({
      made: 1,
      others: expect.arrayContaining(["username"]),
    });
    const rows = await two.query("SELECT username FROM users WHERE username IN ('wanda', 'xenia') ORDER BY username");
    expect(rows).toEqual([{ username: "wanda" }, { username: "xenia" }]);
  },
);
