import { request } from "node:http";
import { availableParallelism } from "node:os";
import path from "node:path";
import { flatOut, paced, percentile, sleep } from "./load.mjs";
import { engine, password, startPlace, userName } from "./places.mjs";
import { run } from "./servers.mjs";

/** The same for everything that is held against something else. */
const CONNECTIONS = 16;
const WARM_UP_SECONDS = 3;
const TURN_SECONDS = 5;
const TURNS = 3;

const onPostgres = engine === "postgresql";
const cores = availableParallelism();
const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const rate = ({ good, seconds }) => good / seconds;
const json = { "Content-Type": "application/json" };

/** Logins of random users, each from an address of its own, as people's are. */
function logins({ port, host, users }) {
  const next = () => ({
    headers: { "X-Forwarded-For": `10.${byte()}.${byte()}.${byte()}` },
    body: JSON.stringify({ username: userName(Math.floor(Math.random() * users)), password }),
  });
  const isGood = (_, body) => body.includes('"result":"okay"');
  return { port, host, method: "POST", path: "/v1/login", headers: json, next, isGood };
}
const byte = () => Math.floor(Math.random() * 256);

/** Checks of the sessions of a hundred people. */
async function sessionChecks({ port, host }) {
  const tokens = [];
  for (let n = 0; n < 100; n += 1) {
    const body = JSON.stringify({ username: userName(n), password });
    const { token } = JSON.parse(await post({ port, host }, "/v1/login", body));
    tokens.push(token);
  }
  const next = () => ({ body: JSON.stringify({ token: tokens[Math.floor(Math.random() * tokens.length)] }) });
  const isGood = (_, body) => body === '{"valid":true}';
  return { port, host, method: "POST", path: "/v1/check_session", headers: json, next, isGood };
}

/** One answer's body. Fetch would not send another Host. */
function post({ port, host }, place, body) {
  return new Promise((resolve, reject) => {
    const headers = { ...json, host, "Content-Length": Buffer.byteLength(body) };
    const sent = request({ host: "127.0.0.1", port, path: place, method: "POST", headers }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.once("end", () => resolve(Buffer.concat(chunks).toString()));
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

const isOk = (status) => status === 200;
const page = ({ port, host }, place) => ({ port, host, method: "GET", path: place, isGood: isOk });

/** Two kinds of request in turns, so that whatever else the machine does meets both alike. */
async function inTurns(one, other) {
  for (const act of [one, other]) await act(WARM_UP_SECONDS);
  const rates = [[], []];
  for (let turn = 0; turn < TURNS; turn += 1) {
    rates[0].push(await one(TURN_SECONDS));
    rates[1].push(await other(TURN_SECONDS));
  }
  return rates.map(mean);
}

const asking = (target) => async (seconds) => rate(await flatOut(target, { connections: CONNECTIONS, seconds }));

function row(figure, value, { least, most, detail }) {
  const must = least === undefined ? (most === undefined ? null : `≤ ${most}`) : `≥ ${least}`;
  const reached = must === null ? null : least === undefined ? value <= most : value >= least;
  return { figure, value, must, reached, detail };
}

const a = (number, digits = 0) => number.toFixed(digits);

async function login({ place, known }) {
  const script = path.join(import.meta.dirname, "hash-rate.mjs");
  const hashing = async (seconds) => Number(await run([script, place.passwordHash, password, String(seconds)]));
  const [done, hashes] = await inTurns(asking(logins(place)), hashing);
  known.capacity = done;
  const detail = `${a(done)} logins/s, ${a(hashes)} hashes/s, ${cores} cores`;
  return [
    row("logins a second ÷ password hashes a second", done / hashes, { least: onPostgres ? 0.8 : 0.65, detail }),
    row("logins a second and core", done / cores, onPostgres ? { least: 50, detail } : { detail }),
  ];
}

async function checkSession({ place, bare }) {
  const target = await sessionChecks(place);
  const handler = { ...target, port: bare.port, host: "localhost", path: "/route" };
  const [ours, theirs] = await inTurns(asking(target), asking(handler));
  const detail = `${a(ours)}/s, bare route handler ${a(theirs)}/s`;
  return [row("check_session a second ÷ a bare Next route handler", ours / theirs, { least: 2, detail })];
}

async function loginPage({ place, bare }) {
  const [ours, theirs] = await inTurns(
    asking(page(place, "/login")),
    asking(page({ port: bare.port, host: "localhost" }, "/")),
  );
  const detail = `${a(ours)}/s, bare dynamic page ${a(theirs)}/s`;
  return [row("hosted /login a second ÷ a bare dynamic Next page", ours / theirs, { least: 0.7, detail })];
}

async function mixed({ place, known }) {
  const [target, capacity] = [await sessionChecks(place), await capacityOf(place, known)];
  const load = { rate: 100, seconds: 8 };
  const [alone, beside] = [[], []];
  await paced(target, { rate: 100, seconds: WARM_UP_SECONDS });
  for (let turn = 0; turn < 2; turn += 1) {
    alone.push(...(await paced(target, load)).times);
    const busy = paced(logins(place), { rate: capacity * 0.7, seconds: load.seconds + 3 });
    await sleep(2000);
    beside.push(...(await paced(target, load)).times);
    await busy;
  }
  const [quiet, loaded] = [percentile(alone, 0.95), percentile(beside, 0.95)];
  const detail = `${a(loaded, 1)} ms, alone ${a(quiet, 1)} ms, at 100/s; logins at ${a(capacity * 0.7)}/s`;
  return [row("p95 of check_session beside logins at 70 % ÷ alone", loaded / quiet, { most: 4, detail })];
}

async function overload({ place, known }) {
  const capacity = await capacityOf(place, known);
  const health = page(place, "/healthz");
  await paced(health, { rate: 20, seconds: WARM_UP_SECONDS });
  const alone = percentile((await paced(health, { rate: 20, seconds: 10 })).times, 0.95);
  const flood = paced(logins(place), { rate: capacity * 3, seconds: 60 });
  const beside = percentile((await paced(health, { rate: 20, seconds: 60 })).times, 0.95);
  const { good, refused, failed, seconds, refusals } = await flood;
  const offered = (good + refused + failed) / seconds;
  const served = `${a(good / seconds)} of ${a(offered)}/s let in, ${refused} refused, ${failed} without an answer`;
  return [
    row("3 × capacity for a minute: share of capacity served", good / seconds / capacity, {
      least: 0.8,
      detail: served,
    }),
    row("3 × capacity: p95 of /healthz ÷ alone", beside / alone, {
      most: 10,
      detail: `${a(beside, 1)} ms, alone ${a(alone, 1)} ms`,
    }),
    row("3 × capacity: p95 of a refusal, ms", percentile(refusals, 0.95), { most: 100, detail: `${refused} refused` }),
  ];
}

async function memory({ place }) {
  const resident = await place.server.residentMb();
  return resident === null
    ? []
    : [row("resident memory after the run, MB", resident, { most: onPostgres ? 400 : 500, detail: "" })];
}

/** Two deployments side by side, asked in turns. */
async function million({ known }) {
  if (!onPostgres) return [];
  const small = await startPlace({ users: 1000, realms: 1 });
  const big = await startPlace({ users: 1_000_000, realms: 1000 });
  try {
    const capacity = await capacityOf(small, known);
    const load = { rate: capacity * 0.4, seconds: 8 };
    for (const place of [small, big]) await paced(logins(place), load);
    const times = [[], []];
    for (let turn = 0; turn < TURNS; turn += 1)
      for (const [index, place] of inOrder(turn, [...[small, big].entries()]))
        times[index].push(percentile((await paced(logins(place), load)).times, 0.95));
    const [few, many] = times.map((all) => percentile(all, 0.5));
    const detail = `${a(many, 1)} ms, with 1,000 users and one realm ${a(few, 1)} ms, at ${a(load.rate)}/s`;
    return [row("login p95 with 1,000,000 users and 1,000 realms ÷ with few", many / few, { most: 1.2, detail })];
  } finally {
    await small.stop();
    await big.stop();
  }
}

/** The other way round in every second turn, so that being first favours nobody. */
const inOrder = (turn, all) => (turn % 2 === 0 ? all : all.toReversed());

/** Logins a second that this place can do; measured once a run. */
async function capacityOf(place, known) {
  if (known.capacity === undefined) {
    await asking(logins(place))(WARM_UP_SECONDS);
    known.capacity = await asking(logins(place))(2 * TURN_SECONDS);
  }
  return known.capacity;
}

/** By name, in the order they are taken. `place`: a thousand users; `bare`: the bare Next server beside it. */
export const figures = {
  login: { of: login, needs: ["place"] },
  check_session: { of: checkSession, needs: ["place", "bare"] },
  login_page: { of: loginPage, needs: ["place", "bare"] },
  mixed: { of: mixed, needs: ["place"] },
  overload: { of: overload, needs: ["place"] },
  memory: { of: memory, needs: ["place"] },
  million: { of: million, needs: [] },
};
