import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postForm } from "../fixtures/post-form";
import type { Answer } from "../fixtures/server";
import { onPostgres, startTwoDemos, type TwoDemos } from "../fixtures/two-instances";

/** Pages with a form, loaded once: a form may be sent as often as one likes. */
const forms: Record<string, Answer> = {};
let two: TwoDemos;
beforeAll(async () => {
  if (!onPostgres) return;
  two = await startTwoDemos({ TRUST_PROXY: "1" });
  for (const page of ["login", "signup", "forgot_password"])
    forms[page] = await two.instance(0).request(`/${page}`, { host: two.host("demo") });
});
afterAll(() => two?.stop());

type Fields = Readonly<Record<string, string>>;
const newIp = () => `10.${randomBytes(3).join(".")}`;

async function byJson(n: number, verb: string, { fields, ip = newIp() }: { fields: Fields; ip?: string }) {
  const headers = { "Content-Type": "application/json", "X-Forwarded-For": ip };
  const sent = { host: two.host("demo"), method: "POST", headers, body: JSON.stringify(fields) };
  return (await two.instance(n).request(`/v1/${verb}`, sent)).text;
}

async function byPage(n: number, verb: string, { fields, ip = newIp() }: { fields: Fields; ip?: string }) {
  const [page, headers] = [forms[verb], { "X-Forwarded-For": ip }];
  const answer = await postForm(two.instance(n), `/${verb}`, {
    host: two.host("demo"),
    fields,
    headers,
    ...(page ? { page } : {}),
  });
  return answer.status === 303 ? `303 ${answer.headers.location}` : answer.text;
}

/** So many requests at once, half of them on each instance, and half of either by page. */
function atOnce(count: number, verb: string, of: (n: number) => { fields: Fields; ip?: string }): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, (_, n) => (n % 4 < 2 ? byJson(n, verb, of(n)) : byPage(n, verb, of(n)))),
  );
}

/** How many of the answers say each of these things; every answer must say one of them. */
function tally(answers: readonly string[], sayings: Readonly<Record<string, RegExp>>): Record<string, number> {
  const counts = Object.fromEntries(Object.keys(sayings).map((saying) => [saying, 0]));
  for (const answer of answers) {
    const said = Object.keys(sayings).find((saying) => sayings[saying]?.test(answer));
    if (said === undefined) throw new Error(`Nobody expected: ${answer.slice(0, 500)}`);
    counts[said] = (counts[said] ?? 0) + 1;
  }
  return counts;
}

const login = { wrong: /did not get you in/, waits: /too many tries/, in: /"okay"|^303 .*token=/ };

test.skipIf(!onPostgres)(
  "security 15, 16: of 50 guesses at once on two instances, by page and JSON, 10 are looked at",
  async () => {
    const { username, password } = two.demo.user;
    const fields = (n: number) => ({ fields: { username, password: `wrong ${n}` } });
    expect(tally(await atOnce(50, "login", fields), login)).toEqual({ wrong: 10, waits: 40, in: 0 });
    const right = await atOnce(4, "login", () => ({ fields: { username, password } }));
    expect(tally(right, login)).toEqual({ wrong: 0, waits: 4, in: 0 });
    const rows = await two.query(`SELECT count(*)::int FROM events WHERE event_type = 'user.login.failed'`);
    expect(rows).toEqual([{ count: 10 }]);
  },
);

test.skipIf(!onPostgres)("of 150 guesses from one address, by rounds of 50, 100 are looked at", async () => {
  const ip = newIp();
  const answers: string[] = [];
  for (let round = 0; round < 3; round += 1)
    answers.push(
      ...(await atOnce(50, "login", (n) => ({ ip, fields: { username: `nobody-${round}-${n}`, password: "x" } }))),
    );
  expect(tally(answers, login)).toEqual({ wrong: 100, waits: 50, in: 0 });
});

test.skipIf(!onPostgres)("of 50 signups at once from one address, 20 are looked at", async () => {
  const ip = newIp();
  const fields = { username: two.demo.user.username, email: "new@example.com", password: "seven quiet herons" };
  const answers = await atOnce(50, "signup", () => ({ ip, fields }));
  expect(tally(answers, { taken: /already in use/, waits: /too many signups/ })).toEqual({ taken: 20, waits: 30 });
});

test.skipIf(!onPostgres)(
  "security 56: of 50 codes at once, 5 are looked at for a login, and 10 for a person",
  async () => {
    const { username, password } = two.demo.mfa_user;
    const start = async (n: number) => JSON.parse(await byJson(n, "login", { fields: { username, password } })).token;
    const sayings = { wrong: /does not fit|one code too many/, ended: /waited too long/, waits: /too many tries/ };
    const codes = async (tokens: readonly string[]) =>
      tally(
        await Promise.all(
          Array.from({ length: 50 }, (_, n) =>
            byJson(n, "verify_login", { fields: { username, token: tokens[n % tokens.length] ?? "", code: "000000" } }),
          ),
        ),
        sayings,
      );
    expect(await codes([await start(0)])).toEqual({ wrong: 5, ended: 45, waits: 0 });
    const more = [await start(0), await start(1), await start(0)];
    expect((await codes(more)).wrong).toBe(5);
  },
);

test.skipIf(!onPostgres)(
  "security 52: of 50 requests for a reset at once, 5 are due a mail, and all are answered alike",
  async () => {
    const { username } = two.demo.mfa_user;
    const answers = await atOnce(50, "forgot_password", () => ({ fields: { username } }));
    expect(tally(answers, { asked: /^303 \/forgot_password\?step=sent$|within a few minutes/ })).toEqual({ asked: 50 });
    // Jobs that are done side by side send fewer mails still: the newest request is answered, not one before it.
    const due = await two.query("SELECT count(*)::int FROM jobs.job WHERE name = 'send-reset'");
    expect(due).toEqual([{ count: 5 }]);
  },
);
