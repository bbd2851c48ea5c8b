import type { ProviderRow } from "@/lib/db/auth-providers";
import { recordEvent } from "@/lib/db/events";
import { findProfileOwner, type KnownPerson, linkProfile, listAddressOwners, refreshProfile } from "@/lib/db/profiles";
import { appIdOf, askingApp, type Door, isOpenFor } from "@/lib/domain/door";
import { hidesAccounts } from "@/lib/domain/login-gates";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { type HeldIdentity, profileRowOf, refreshedRowOf } from "@/lib/tokens/held-identity";
import { type EnteredAnywhere, enter } from "./finish-login";

/** Somebody who is not in yet: nobody knows them; or somebody has their address, and one side has not verified it. */
export type NotIn = { readonly kind: "new-person" | "log-in-first" };

/** True for somebody who is not in yet. */
export function isNotIn(value: EnteredAnywhere | NotIn): value is NotIn {
  return value.kind === "new-person" || value.kind === "log-in-first";
}

/**
 * Every way in by a provider comes here, then to finish-login. The identity is the provider and its subject, never an
 * address alone: an unknown profile is linked to a user only where both sides have verified the address (security.md D7).
 */
export async function enterByProfile(
  door: Door,
  row: ProviderRow,
  held: HeldIdentity,
): Promise<Outcome<EnteredAnywhere | NotIn>> {
  const { realm } = door;
  const { identity } = held;
  const known = await findProfileOwner(realm.id, profileRowOf(row, held, door.at));
  if (known) return enterKnown(door, row, { ...held, ...known });

  // Who hides accounts looks for none before the address is proved.
  const newPerson = isOpenFor(door, "signup")
    ? done({ kind: "new-person" as const })
    : refuse({ code: "signup.disabled" });
  if (!identity.email || (hidesAccounts({ realm, app: askingApp(door) }) && !identity.emailVerified)) return newPerson;
  const byEmail = realm.usernameValidationHuman === "email";
  const { canonical } = identity.email;
  const owners = await listAddressOwners(realm.id, { emailCanonical: canonical, asUsername: byEmail });
  const proved = owners.filter((one) => one.emailCanonical === canonical && one.emailVerification === "verified");
  const [owner] = proved;
  if (owner && proved.length === 1 && identity.emailVerified) return enterLinked(door, row, { ...held, owner });
  const isTaken = owners.length > 0 && (byEmail || realm.requireUniqueEmails);
  return isTaken ? logInFirst(door) : newPerson;
}

function logInFirst(door: Door): Outcome<NotIn> {
  return isOpenFor(door, "login") ? done({ kind: "log-in-first" }) : refuse({ code: "login.disabled" });
}

type Known = HeldIdentity & { readonly profileId: string; readonly person: KnownPerson };

async function enterKnown(door: Door, row: ProviderRow, known: Known): Promise<Outcome<EnteredAnywhere>> {
  const { realm, at, client } = door;
  const { profileId, person } = known;
  if (!isOpenFor(door, "login")) return refuse({ code: "login.disabled" });
  if (!person.active) return refuseInactive(door, person);
  const verified = verifiedAddress(known);
  await refreshProfile(realm.id, {
    profileId,
    userId: person.id,
    profile: refreshedRowOf(row, known, at),
    verified,
    ...{ at, appId: appIdOf(door), by: client },
  });
  const isProved = verified !== null && verified === person.emailCanonical;
  const entered = await enter(
    door,
    { ...person, ...(isProved ? { emailVerification: "verified" as const } : {}) },
    { counters: null, profile: { profileId }, secondFactor: false },
  );
  return entered ? done(entered) : refuseInactive(door, person);
}

/** They have shown who they are: it is their own account that they are told of. */
async function refuseInactive(door: Door, { id }: KnownPerson) {
  const { realm, at, client } = door;
  const loginPolicyId = appIdOf(door);
  await recordEvent(realm.id, { type: "user.login.failed", userId: id, loginPolicyId, at, by: client });
  return refuse({ code: "user.inactive" });
}

/** Both sides have verified the address: the profile is theirs from now on. */
async function enterLinked(
  door: Door,
  row: ProviderRow,
  { owner, ...held }: HeldIdentity & { readonly owner: KnownPerson },
): Promise<Outcome<EnteredAnywhere | NotIn>> {
  const { realm, at, client } = door;
  if (!isOpenFor(door, "login")) return refuse({ code: "login.disabled" });
  if (!owner.active) return refuseInactive(door, owner);
  const linked = await linkProfile(realm.id, {
    userId: owner.id,
    profile: profileRowOf(row, held, at),
    verified: verifiedAddress(held),
    byAddress: true,
    ...{ at, appId: appIdOf(door), by: client },
  });
  if (linked === "gone") return logInFirst(door);
  if (linked === "off") return refuse({ code: "provider.off" });
  const known =
    linked === "taken"
      ? await findProfileOwner(realm.id, profileRowOf(row, held, at))
      : { profileId: linked.profileId, person: owner };
  return known ? enterKnown(door, row, { ...held, ...known }) : refuse({ code: "provider.step-ended" });
}

function verifiedAddress({ identity }: HeldIdentity): string | null {
  return identity.emailVerified ? (identity.email?.canonical ?? null) : null;
}
