import { afterAll, beforeAll, expect, test } from "vitest";
import { startDemoServer } from "../fixtures/demo-server";
import { jsonLines } from "../fixtures/imports";
import { postForm } from "../fixtures/post-form";
import type { Answer } from "../fixtures/server";

const BUSY = "We are very busy right now. Wait a moment, then try again.";

let demo: Awaited<ReturnType<typeof startDemoServer>>;
beforeAll(async () => {
  demo = await startDemoServer({ TRUST_PROXY: "1" });
});
afterAll(() => demo.stop());

const host = () => demo.host("user");
const ask = (verb: string, fields: object, headers: Record<string, string> = {}) =>
  demo.server.request(`/v1/${verb}`, {
    ...{ host: host(), method: "POST", body: JSON.stringify(fields) },
    headers: { "Content-Type": "application/json", ...headers },
  });

/** What two cores check in some five seconds, and the queue does not hold: 50 wait at most. */
const DEAR_LOGINS = 80;
const BURST = 20;

let askers = 0;
/** A login from an address that nobody has used, so that no other limit is met. */
const from = (username: string) => {
  askers += 1;
  return {
    fields: { username, password: "not this one" },
    headers: { "X-Forwarded-For": `10.2.${askers >> 8}.${askers & 255}` },
  };
};

/** People who come from elsewhere with a hash that takes an eighth of a second to check. */
async function importDearUsers(): Promise<string[]> {
  const names = Array.from({ length: DEAR_LOGINS }, (_, n) => `dear-${n}`);
  const password_hash = `$2b$11$${"abcdefghijklmnopqrstuu"}${"A".repeat(31)}`;
  const { status, text } = await demo.server.request("/v1/users/import", {
    method: "POST",
    body: jsonLines(names.map((name) => ({ username: name, email: `${name}@example.com`, password_hash }))),
    headers: {
      Host: `localhost:${demo.server.port}`,
      "X-Authrocket-Api-Key": demo.demo.api_key,
      "X-Authrocket-Realm": demo.demo.realm.id,
      "Content-Type": "application/x-ndjson",
    },
  });
  expect([status, text]).toEqual([200, expect.stringContaining(`"created":${DEAR_LOGINS}`)]);
  return names;
}

test("security H10: while the hash queue is full, logins are refused in words, by page and by JSON, and all else goes on", async () => {
  const { username, password } = demo.demo.user;
  const { token } = JSON.parse((await ask("login", { username, password })).text);
  const page = await demo.server.request("/login", { host: host() });
  const names = await importDearUsers();
  const order: Answer[] = [];
  const note = async (answer: Promise<Answer>) => {
    order.push(await answer);
    return answer;
  };
  const many = <T>(act: () => Promise<T>, times: number) => Promise.all(Array.from({ length: times }, act));
  const login = ({ fields, headers }: ReturnType<typeof from>) => note(ask("login", fields, headers));
  const [json, pages, health, sessions] = await Promise.all([
    Promise.all([...names, ...names.slice(0, BURST)].map((name) => login(from(name)))),
    many(() => note(postForm(demo.server, "/login", { host: host(), page, ...from("stranger") })), BURST),
    many(() => demo.server.request("/healthz", { host: host() }), 10),
    many(() => ask("check_session", { token }), 10),
  ]);

  const isRefused = ({ text }: Answer) => text.includes(BUSY);
  const refused = { json: json.filter(isRefused), page: pages.filter(isRefused) };
  expect(refused.json.length).toBeGreaterThan(0);
  expect(refused.page.length).toBeGreaterThan(0);
  for (const answer of refused.json) {
    expect(JSON.parse(answer.text)).toEqual({ error: BUSY, errors: [BUSY] });
    expect([answer.status, answer.headers["retry-after"]]).toEqual([200, "2"]);
  }
  for (const answer of refused.page) expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "2"]);
  // Who is refused does not wait for those who are in the queue.
  expect(order.slice(order.findIndex(isRefused)).filter((answer) => !isRefused(answer)).length).toBeGreaterThan(40);
  for (const answer of health) expect(answer.status).toBe(200);
  for (const answer of sessions) expect(JSON.parse(answer.text)).toEqual({ valid: true });
  expect(JSON.parse((await ask("login", { username, password })).text).result).toBe("okay");
});
