import { findPasswordHash, type ProvedPassword } from "@/lib/db/credentials";
import { recordEvent } from "@/lib/db/events";
import { listHashBeginnings } from "@/lib/db/hash-beginnings";
import { type LoginCounters, takeTries } from "@/lib/db/throttles";
import { type LoginUser, replacePasswordHash } from "@/lib/db/users";
import { BusyError } from "@/lib/domain/busy";
import { throttleAddress } from "@/lib/domain/client-address";
import { appIdOf, countedAddress, type Door } from "@/lib/domain/door";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { normalizePassword, passwordTooLong } from "@/lib/domain/password-policy";
import { throttleRules } from "@/lib/domain/throttle-rules";
import { hashForNobody } from "./nobodys-hash";
import { currentBeginning, hashPassword, requireHashQueue, verifyPassword } from "./password-hash";
import { throttleKey } from "./secret-token";

/** A user whose password was right, and the counters to settle once they are in. */
export type Proven = {
  readonly user: LoginUser;
  readonly password: ProvedPassword;
  readonly counters: LoginCounters;
};

type Asked = {
  /** What the tries are counted by: the name as looked up, whether or not anyone has it. */
  readonly name: string;
  readonly password: string;
  readonly find: () => Promise<LoginUser | null>;
};

const wrong = { code: "credentials.wrong" } as const;

/**
 * Holds a password against that of whoever `find` finds. Counted before anyone is looked for; whatever is wrong (nobody
 * there, an inactive user, another password), the answer is one and comes after the same work (ASVS 6.3.8).
 */
export async function provePassword(door: Door, { name, password: typed, find }: Asked): Promise<Outcome<Proven>> {
  const { realm, at, client } = door;
  if (passwordTooLong(typed)) return refuse(wrong);
  requireHashQueue();
  const counters = countersOf(door, name);
  const { clear, giveBack } = counters;
  const wait = Math.max(...(await takeTries(giveBack ? [clear, giveBack] : [clear], at)));
  if (wait > 0) return refuse({ code: "throttle.wait", retryAfter: wait, params: { minutes: Math.ceil(wait / 60) } });

  const password = normalizePassword(typed);
  const nobody = await nobodyIn(realm.id, name);
  const user = await find();
  const held = await holdAgainst(user, { password, nobody });
  if (!user || !held) {
    const userId = user?.id ?? null; // without one for a name that nobody has, so that both cost the same
    await recordEvent(realm.id, { type: "user.login.failed", userId, loginPolicyId: appIdOf(door), at, by: client });
    return refuse(wrong);
  }
  const proved = await renewHash(realm.id, held, password);
  return proved ? done({ user, counters, password: proved }) : refuse(wrong);
}

/** The user's counter stands for the name as looked up, whether or not anyone has it: the two must not differ. */
function countersOf(door: Door, name: string): LoginCounters {
  const scope = door.realm.id;
  const address = countedAddress(door);
  const byAddress = { scope, rule: throttleRules.passwordByAddress };
  return {
    clear: { scope, rule: throttleRules.passwordByUser, keyHash: throttleKey(name) },
    giveBack: address === null ? null : { ...byAddress, keyHash: throttleKey(throttleAddress(address)) },
  };
}

/** What a name without a password is held against. */
async function nobodyIn(realmId: string, typed: string): Promise<string> {
  return hashForNobody(await listHashBeginnings(realmId, currentBeginning()), { realmId, typed });
}

type Held = ProvedPassword & { readonly outdated: boolean };

async function holdAgainst(
  user: LoginUser | null,
  { password, nobody }: { password: string; nobody: string },
): Promise<Held | null> {
  const { matches, outdated } = await verifyPassword(user?.password?.hash ?? null, password, nobody);
  if (!matches || !user?.active || !user.password || user.password.disabled) return null;
  return { id: user.password.id, hash: user.password.hash, outdated };
}

/**
 * Hashes a proven password anew where its hash is of another scheme or cost, so that hashes from elsewhere become ours.
 * Answers the hash that the password now stands in: where another login was quicker, the other's; where too much else
 * is to be hashed, still the old one, until the next login. null: the password itself was changed meanwhile.
 */
async function renewHash(
  realmId: string,
  { id, hash, outdated }: Held,
  password: string,
): Promise<ProvedPassword | null> {
  if (!outdated) return { id, hash };
  const to = await hashPassword(password).catch(nullWhenBusy);
  if (to === null) return { id, hash };
  if (await replacePasswordHash(realmId, id, { from: hash, to })) return { id, hash: to };
  const others = await findPasswordHash(realmId, id);
  const { matches } = await verifyPassword(others, password);
  return matches && others ? { id, hash: others } : null;
}

/** For a hash that can wait for another day: null in place of a BusyError. */
export function nullWhenBusy(error: unknown): null {
  if (error instanceof BusyError) return null;
  throw error;
}
