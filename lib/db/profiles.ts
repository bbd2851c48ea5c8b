import { subjectsBy } from "@/lib/domain/provider-settings";
import { recordDeed } from "./audit";
import type { ChangedBy } from "./auth-providers";
import { db } from "./client";
import { recordEvents } from "./events";
import type { Prisma } from "./generated/client";
import { holdProvider, ProviderGone } from "./held-provider";
import { lockUser } from "./lock-user";
import { newId } from "./new-id";
import { isProfileTaken, type NewProfile, profileRow } from "./profile-row";
import type { Db } from "./sql";
import type { EventOrigin, LoginUser } from "./users";

/** Somebody who is known by a profile, or by an address. */
export type KnownPerson = Omit<LoginUser, "password">;

const withTotp = {
  credentials: { where: { credentialType: "totp", state: "active" as const }, select: { id: true }, take: 1 },
};

/** The user who has that profile, whatever their state; null where nobody has, or its provider names others by now. */
export async function findProfileOwner(
  realmId: string,
  { authProviderId, subject, subjectsBy: asked }: Pick<NewProfile, "authProviderId" | "subject" | "subjectsBy">,
): Promise<{ profileId: string; person: KnownPerson } | null> {
  const row = await db().credential.findFirst({
    where: { realmId, authProviderId, providerUserId: subject },
    select: { id: true, user: { include: withTotp }, authProvider: { select: { settings: true } } },
  });
  const isTheirs = row !== null && subjectsBy(row.authProvider?.settings) === asked;
  return isTheirs ? { profileId: row.id, person: personOf(row.user) } : null;
}

/**
 * The humans who have an address, two at most, those first who have verified it; where people are known by their address, also who has it as a user name.
 */
export async function listAddressOwners(
  realmId: string,
  { emailCanonical, asUsername }: { emailCanonical: string; asUsername: boolean },
): Promise<KnownPerson[]> {
  const users = await db().user.findMany({
    where: {
      realmId,
      userType: "human",
      OR: [{ emailCanonical }, ...(asUsername ? [{ usernameCanonical: emailCanonical }] : [])],
    },
    include: withTotp,
    orderBy: [{ emailVerification: "desc" }, { id: "asc" }],
    take: 2,
  });
  return users.map(personOf);
}

/** A person as the profile's owner is found, by their id; null where there is no such human. */
export async function findPerson(realmId: string, id: string): Promise<KnownPerson | null> {
  const user = await db().user.findFirst({ where: { realmId, id, userType: "human" }, include: withTotp });
  return user && personOf(user);
}

function personOf(user: Prisma.UserGetPayload<{ include: typeof withTotp }>): KnownPerson {
  const { id, username, firstName, lastName, name, custom, email, emailCanonical, emailVerification } = user;
  return {
    ...{ id, username, firstName, lastName, name, custom, email, emailCanonical, emailVerification },
    active: user.state === "active",
    hasTotp: user.credentials.length > 0,
  };
}

type Linking = {
  readonly userId: string;
  readonly profile: NewProfile;
  /** The address that the provider has verified; null: it has not. */
  readonly verified: string | null;
  /** True where nothing but that address says that the two are one: it must be proved on both sides. */
  readonly byAddress: boolean;
  readonly at: Date;
  readonly appId: string | null;
  readonly by: EventOrigin;
};

/**
 * Gives an active user a profile, in one transaction with its event. Of any number at once exactly one links it. Whose
 * address the provider has verified counts as verified from then on. "taken": somebody has that profile; "gone": the
 * user, or what they were found by, is not as it was; "off": so is the provider.
 */
export async function linkProfile(
  realmId: string,
  linking: Linking,
): Promise<{ profileId: string } | "taken" | "gone" | "off"> {
  const { userId, profile, verified, byAddress } = linking;
  const mine = { realmId, userId };
  try {
    return await db().$transaction(async (tx) => {
      await holdProvider(tx, realmId, profile);
      const user = await lockUser(tx, realmId, userId);
      const proved = user !== null && verified !== null && user.emailCanonical === verified;
      if (!user || (byAddress && !(proved && user.emailVerification === "verified"))) return "gone";
      const profileId = await insertProfile(tx, mine, profile);
      const { authProviderId } = profile;
      const about = { userId, authProviderId, ...originOf(linking), data: { profile: "linked" } };
      await recordEvents(tx, realmId, [{ type: "user.updated", ...about }]);
      if (proved && user.emailVerification !== "verified") await verifyAddress(tx, mine, linking);
      return { profileId };
    });
  } catch (error) {
    if (isProfileTaken(error)) return "taken";
    if (error instanceof ProviderGone) return "off";
    throw error;
  }
}

/** What is kept of a profile. */
export type KeptProfile = { readonly providerProfile: unknown; readonly tokensEncrypted: Uint8Array | null };

type Refreshing = Omit<Linking, "byAddress" | "profile"> & {
  readonly profileId: string;
  /** What it says now, beside what is kept. */
  readonly profile: (kept: KeptProfile) => NewProfile;
};

/** Keeps what a known profile says now; an address of its user's that the provider has verified by now counts as verified. */
export async function refreshProfile(realmId: string, { profileId, ...seen }: Refreshing): Promise<void> {
  const { userId, profile, verified } = seen;
  const mine = { realmId, userId };
  await db().$transaction(async (tx) => {
    const user = await lockUser(tx, realmId, userId);
    const kept = user && (await tx.credential.findFirst({ where: { ...mine, id: profileId } }));
    if (!kept) return;
    const { profile: said, tokensEncrypted, tokenExpiresAt } = profile(kept);
    await tx.credential.updateMany({
      where: { ...mine, id: profileId },
      data: { providerProfile: { ...said }, tokensEncrypted, tokenExpiresAt },
    });
    const proved = verified !== null && user.emailCanonical === verified;
    if (proved && user.emailVerification !== "verified") await verifyAddress(tx, mine, seen);
  });
}

type Mine = { readonly realmId: string; readonly userId: string };

function originOf({ at, appId, by }: Pick<Linking, "at" | "appId" | "by">) {
  return { at, loginPolicyId: appId, by };
}

async function verifyAddress(tx: Db, mine: Mine, origin: Pick<Linking, "at" | "appId" | "by">): Promise<void> {
  await tx.emailToken.deleteMany({ where: mine });
  await tx.user.updateMany({
    where: { realmId: mine.realmId, id: mine.userId },
    data: { emailVerification: "verified" },
  });
  const { realmId, userId } = mine;
  await recordEvents(tx, realmId, [{ type: "user.email.verified", userId, ...originOf(origin) }]);
}

async function insertProfile(tx: Db, mine: Mine, profile: NewProfile): Promise<string> {
  const id = newId("crd");
  await tx.credential.create({ data: { ...profileRow(profile), ...mine, id }, select: { id: true } });
  return id;
}

/** The profiles of a user at external providers, oldest first, with each one's provider. */
export async function listProfiles(realmId: string, userId: string) {
  return db().credential.findMany({
    where: { realmId, userId, providerUserId: { not: null } },
    include: { authProvider: { select: { id: true, name: true, providerType: true } } },
    orderBy: { id: "asc" },
    take: 100,
  });
}

/** One profile of the realm, or null. */
export async function findProfile(realmId: string, id: string) {
  return db().credential.findFirst({ where: { realmId, id, providerUserId: { not: null } } });
}

/** Takes a profile from its user, with the event: it lets nobody in from then on. False where there is no such profile. */
export async function deleteProfile(realmId: string, id: string, { at, by, doer }: ChangedBy): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const [gone] = await tx.$queryRaw<{ user_id: string; auth_provider_id: string }[]>`
      DELETE FROM credentials WHERE realm_id = ${realmId} AND id = ${id} AND provider_user_id IS NOT NULL
      RETURNING user_id, auth_provider_id`;
    if (!gone) return false;
    const about = { userId: gone.user_id, authProviderId: gone.auth_provider_id, data: { profile: "deleted" } };
    await recordEvents(tx, realmId, [{ type: "user.updated", ...about, at, by }]);
    const deed = { action: "credential.deleted", objectType: "user", objectId: gone.user_id };
    if (doer) await recordDeed(tx, realmId, doer, deed);
    return true;
  });
}
