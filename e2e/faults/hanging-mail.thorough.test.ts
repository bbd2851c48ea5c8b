import { afterAll, beforeAll, expect, test } from "vitest";
import { postForm } from "../fixtures/post-form";
import { prepareData } from "../fixtures/prepared-data";
import { startServer, type TestServer } from "../fixtures/server";
import { type MailServer, startMailServer } from "../fixtures/smtp";

const PEOPLE = 12;
/** What waits to be sent when the server starts: more than its workers take on at once. */
const MAILS = 30;
const WORKERS = 4;

let data: Awaited<ReturnType<typeof prepareData>>;
let smtp: MailServer;
beforeAll(async () => {
  data = await prepareData();
  smtp = await startMailServer({ manner: "hang" });
  await withDatabase(async ({ db, queueMail }) => {
    await db().connectedApp.updateMany({ data: { settings: { email_verification: "request" } } });
    const realm = await db().realm.findFirstOrThrow();
    for (let n = 0; n < MAILS; n++)
      await db().$transaction((tx) =>
        queueMail(tx, realm.id, {
          template: "user.password.changed",
          appId: null,
          userId: null,
          recipient: `waiting-${n}@example.com`,
          subject: "Waiting",
          text: "text",
          html: "<p>html</p>",
        }),
      );
  });
});
afterAll(async () => {
  await smtp.close();
  await data.remove();
});

type Store = Pick<typeof import("@/lib/db/client"), "db"> & Pick<typeof import("@/lib/db/mails"), "queueMail">;

/** The data directory, while no server has it. */
async function withDatabase<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const { openDatabase, closeDatabase, db } = await import("@/lib/db/client");
  const { queueMail } = await import("@/lib/db/mails");
  await openDatabase();
  return use({ db, queueMail }).finally(closeDatabase);
}

const start = () =>
  startServer({ dataDir: data.dataDir, env: { SECRET: data.secret, TRUST_PROXY: "1", SMTP_URL: smtp.url } });

let addresses = 0;

/** Signs people up and logs them in, one after the other; answers what each took, in ms. */
async function timesOf(server: TestServer, name: string): Promise<number[]> {
  const host = `acorn.localhost:${server.port}`;
  const times: number[] = [];
  const post = async (path: string, fields: Record<string, string>) => {
    addresses += 1;
    const page = await server.request(path, { host });
    const began = performance.now();
    const answer = await postForm(server, path, {
      host,
      fields,
      page,
      headers: { "X-Forwarded-For": `10.0.0.${addresses}` },
    });
    times.push(performance.now() - began);
    expect([path, answer.status], answer.text.slice(0, 2_000)).toEqual([path, 303]);
  };
  const password = "seven quiet herons";
  for (let n = 0; n < PEOPLE; n++) {
    const username = `${name}-${n}`;
    await post("/signup", { username, email: `${username}@example.com`, password });
    await post("/login", { username, password });
  }
  return times;
}

const median = (times: readonly number[]) => [...times].sort((one, other) => one - other)[times.length >> 1] ?? 0;
const arrived = () => smtp.seen.recipients.filter((one) => one.startsWith("waiting-"));

test("a mail server that hangs neither fails nor slows signups and logins, and what waits outlives a SIGKILL", async () => {
  const first = await start();
  await expect.poll(() => smtp.seen.connections, { timeout: 20_000 }).toBeGreaterThanOrEqual(WORKERS);
  const hanging = await timesOf(first, "hanging");
  expect(arrived()).toEqual([]);
  await first.kill("SIGKILL");

  smtp.treat("take");
  const second = await start();
  // Those that workers held when the process died come back when their time of two minutes is over: not waited for here.
  await expect.poll(() => arrived().length, { timeout: 30_000 }).toBeGreaterThanOrEqual(MAILS - 4 * WORKERS);
  const calm = await timesOf(second, "calm");
  await second.stop();

  expect(arrived().length, "none twice").toBe(new Set(arrived()).size);
  const states = await withDatabase(({ db }) =>
    db().mail.groupBy({ by: ["state"], where: { recipient: { startsWith: "waiting-" } }, _count: true }),
  );
  const count = Object.fromEntries(states.map((one) => [one.state, one._count]));
  expect(count.sent).toBe(arrived().length);
  expect((count.sent ?? 0) + (count.queued ?? 0), "none lost").toBe(MAILS);

  process.stdout.write(
    `Median ${Math.round(median(hanging))} ms beside a hanging server, ${Math.round(median(calm))} ms beside a quick one.\n`,
  );
  expect(median(hanging)).toBeLessThan(2 * median(calm) + 300);
});
