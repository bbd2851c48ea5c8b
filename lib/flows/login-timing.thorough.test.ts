import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { goodPassword, newAppWithRealm } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import type { User } from "@/lib/db/generated/client";
import { newId } from "@/lib/db/new-id";
import { hours } from "@/lib/domain/duration";
import { throttleRules } from "@/lib/domain/throttle-rules";
import { hashPassword } from "@/lib/tokens/password-hash";
import { throttleKey } from "@/lib/tokens/secret-token";
import { login, loginInput } from "./login";

const TRIES = 500;
const WARM_UP = 20;

let close: () => Promise<void>;
let place: Awaited<ReturnType<typeof newAppWithRealm>>;
let passwordHash: string;
beforeAll(async () => {
  close = await openTestDatabase();
  place = await newAppWithRealm();
  passwordHash = await hashPassword(goodPassword);
});
afterAll(() => close());

type Kind = "known" | "unknown" | "inactive" | "social-only";
let rounds = 0;

/** Names of that kind, each for one try, all of one length. */
async function namesOf(kind: Kind): Promise<string[]> {
  rounds += 1;
  const names = Array.from({ length: TRIES + WARM_UP }, (_, n) => `person-${String(rounds * 10_000 + n)}`);
  if (kind === "unknown") return names;
  const { realmId } = place;
  const state: User["state"] = kind === "inactive" ? "inactive" : "active";
  const users = names.map((name) => ({
    id: newId("usr"),
    realmId,
    username: name,
    usernameCanonical: name,
    email: `${name}@example.com`,
    emailCanonical: `${name}@example.com`,
    emailUnique: `${name}@example.com`,
    state,
  }));
  await db().user.createMany({ data: users });
  if (kind === "social-only") return names;
  await db().credential.createMany({
    data: users.map(({ id }) => ({
      id: newId("crd"),
      realmId,
      userId: id,
      credentialType: "password",
      passwordHash,
    })),
  });
  return names;
}

/** Makes every one of these names wait, as ten wrong passwords do. */
async function throttle(names: readonly string[]): Promise<void> {
  const { kind, limit } = throttleRules.passwordByUser;
  const ends = new Date(Date.now() + hours(1));
  const counter = {
    scope: place.realmId,
    kind,
    count: limit,
    consecutive: limit,
    windowEndsAt: ends,
    blockedUntil: ends,
  };
  await db().throttle.createMany({
    data: names.map((name) => ({ ...counter, keyHash: new Uint8Array(throttleKey(name)), updatedAt: new Date() })),
  });
}

async function timeTry(username: string, code: string): Promise<number> {
  const visit = await place.visit();
  const input = loginInput.parse({ username, password: "not the password" });
  const began = performance.now();
  const outcome = await login(visit, input);
  const took = performance.now() - began;
  expect(outcome.ok ? "ok" : outcome.problems.map((problem) => problem.code)).toEqual([code]);
  return took;
}

type Comparison = { readonly kinds: readonly [Kind, Kind]; readonly throttled: boolean };

/** Times tries of both kinds, in pairs whose order changes from one to the next. */
async function compare({ kinds: [one, other], throttled }: Comparison) {
  const [ones, others] = [await namesOf(one), await namesOf(other)];
  if (throttled) await throttle([...ones, ...others]);
  const code = throttled ? "throttle.wait" : "credentials.wrong";
  const [first, second]: [number[], number[]] = [[], []];
  const tryPair = async (n: number) => {
    const turns: [string, number[]][] = [
      [ones[n] ?? "", first],
      [others[n] ?? "", second],
    ];
    for (const [who, times] of n % 2 === 0 ? turns : turns.toReversed()) {
      const took = await timeTry(who, code);
      if (n >= WARM_UP) times.push(took);
    }
  };
  // Two lanes, as a server with two cores has other people's logins under way.
  let next = 0;
  const lane = async () => {
    while (next < ones.length) await tryPair(next++);
  };
  await Promise.all([lane(), lane()]);
  const [median, otherMedian] = [medianOf(first), medianOf(second)];
  const apart = Math.abs(median - otherMedian);
  return {
    area: areaUnderCurve(first, second),
    median,
    apart,
    alike: apart < 5 || apart < 0.05 * Math.max(median, otherMedian),
  };
}

function medianOf(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** How often a time of `one` is longer than a time of `other` (0.5: nobody could tell the two apart). */
function areaUnderCurve(one: readonly number[], other: readonly number[]): number {
  let longer = 0;
  for (const a of one) for (const b of other) longer += a > b ? 1 : a === b ? 0.5 : 0;
  return longer / (one.length * other.length);
}

describe("security 14: how long a refusal takes does not tell", () => {
  test.each<[string, Comparison]>([
    ["a wrong password from a name that nobody has", { kinds: ["known", "unknown"], throttled: false }],
    ["an inactive person from a name that nobody has", { kinds: ["inactive", "unknown"], throttled: false }],
    [
      "a person without a password from a name that nobody has",
      { kinds: ["social-only", "unknown"], throttled: false },
    ],
    ["a person who must wait from such a name that must wait", { kinds: ["known", "unknown"], throttled: true }],
  ])("%s", { timeout: 300_000 }, async (_what, comparison) => {
    // With 500 tries each, two equal distributions fall outside 0.45..0.55 in about one comparison of 150. So one that
    // does is made again with fresh samples, and two in a row are a leak.
    const results = [await compare(comparison)];
    const isOutside = (result: Awaited<ReturnType<typeof compare>>) =>
      result.area < 0.45 || result.area > 0.55 || !result.alike;
    if (results.every(isOutside)) results.push(await compare(comparison));
    expect(
      results.filter((result) => !isOutside(result)),
      JSON.stringify(results),
    ).toHaveLength(1);
  });
});
