import { linkProfile } from "@/lib/db/profiles";
import { spendProviderState } from "@/lib/db/provider-states";
import { nameOf } from "@/lib/domain/identity";
import type { Visit } from "@/lib/domain/visit";
import { profileRowOf } from "@/lib/tokens/held-identity";
import { findWaitingIdentity } from "@/lib/tokens/waiting-identity";

/** A profile that waits to be connected with an account, as its owner is told of it. */
export type WaitingProfile = {
  readonly provider: string;
  readonly who: string | null;
  /** What the visit says that goes on to connect it. */
  readonly connect: string;
};

/** What this browser has come back with from a provider, and can connect with an account; null for nothing. */
export async function findWaitingProfile(visit: Visit, secret: string | null): Promise<WaitingProfile | null> {
  const waiting = await findWaitingIdentity(visit, secret);
  return waiting && { provider: waiting.row.name, who: nameOf(waiting.identity), connect: waiting.connect };
}

/**
 * Connects the profile that waits in this browser with the account that somebody has just logged in to, where a page
 * here has told them that it would, and of no other profile: a link from elsewhere connects nothing. It is spent by that,
 * whether or not it could be connected.
 */
export async function connectProvider(visit: Visit, secret: string, userId: string): Promise<boolean> {
  const { realm, app, at, client } = visit;
  const waiting = await findWaitingIdentity(visit, secret);
  if (!waiting || waiting.connect !== visit.connect) return false;
  if (!(await spendProviderState(realm.id, waiting.step))) return false;
  const { identity, row } = waiting;
  const linked = await linkProfile(realm.id, {
    userId,
    profile: profileRowOf(row, waiting, at),
    verified: identity.emailVerified ? (identity.email?.canonical ?? null) : null,
    byAddress: false,
    ...{ at, appId: app.id, by: client },
  });
  return typeof linked !== "string";
}
