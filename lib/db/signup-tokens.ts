import { hours } from "@/lib/domain/duration";
import type { JobData } from "@/lib/domain/jobs";
import { db } from "./client";
import { Prisma } from "./generated/client";
import { ProviderGone } from "./held-provider";
import { newId } from "./new-id";
import { insertUser, type NewUser, takenBy } from "./new-users";
import { isProfileTaken } from "./profile-row";
import { type ShownState, spendProviderState } from "./provider-states";
import { sendJob, wakeWorkers } from "./queue";
import type { Db } from "./sql";
import type { EventOrigin } from "./users";

/** What has the new user asked to prove their address. */
type Verification = JobData["send-verification"];

export type NewSignupToken = {
  readonly appId: string | null;
  readonly tokenHash: Uint8Array<ArrayBuffer>;
  readonly username: { readonly display: string; readonly canonical: string; readonly skeleton: string | null };
  readonly email: { readonly display: string; readonly canonical: string; readonly unique: boolean } | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly orgName: string | null;
  readonly passwordHash: string | null;
  /** How they came, where it was by an external provider: its type, and the profile that the user will have. */
  readonly provider?: { readonly type: string; readonly profile: Prisma.InputJsonObject } | null;
  readonly at: Date;
  /** At most a day from `at`: later ones are brought down to that. */
  readonly expiresAt: Date;
};

/** No token outlives a day, whatever its realm says (security.md 36). */
const LONGEST_LIFE_MS = hours(24);

/**
 * Keeps what a user can be made of later, once. Refused where a user holds the name, or the address where addresses are
 * unique; other tokens do not count (seed 000).
 */
export async function createSignupToken(
  realmId: string,
  token: NewSignupToken,
  _by: EventOrigin,
): Promise<{ id: string } | { taken: "username" | "email" }> {
  const taken = await holderOf(realmId, token);
  return taken ? { taken } : insertToken(db(), realmId, token);
}

/** The same, and ends the step of somebody who came by a provider, in one transaction. "ended": it had ended before. */
export async function createSignupTokenByProfile(
  realmId: string,
  token: NewSignupToken,
  step: ShownState | null,
): Promise<{ id: string } | "ended" | { taken: "username" | "email" }> {
  const taken = await holderOf(realmId, token);
  if (taken) return { taken };
  return db().$transaction(async (tx) =>
    step === null || (await spendProviderState(realmId, step, tx)) ? insertToken(tx, realmId, token) : "ended",
  );
}

async function insertToken(tx: Db, realmId: string, token: NewSignupToken): Promise<{ id: string }> {
  const id = newId("utk", token.at);
  await tx.signupToken.create({ data: { id, realmId, ...rowOf(token) }, select: { id: true } });
  return { id };
}

async function holderOf(realmId: string, { username, email }: NewSignupToken): Promise<"username" | "email" | null> {
  const holder = await db().user.findFirst({
    where: {
      realmId,
      OR: [
        { usernameCanonical: username.canonical },
        ...(username.skeleton ? [{ usernameSkeleton: username.skeleton }] : []),
        ...(email?.unique ? [{ emailUnique: email.canonical }] : []),
      ],
    },
    select: { usernameCanonical: true, usernameSkeleton: true },
  });
  if (!holder) return null;
  const byName =
    holder.usernameCanonical === username.canonical ||
    (username.skeleton !== null && holder.usernameSkeleton === username.skeleton);
  return byName ? "username" : "email";
}

function rowOf(token: NewSignupToken) {
  const { username, email, provider } = token;
  return {
    appId: token.appId,
    tokenHash: token.tokenHash,
    username: username.display,
    usernameCanonical: username.canonical,
    email: email?.display ?? null,
    emailCanonical: email?.canonical ?? null,
    firstName: token.firstName,
    lastName: token.lastName,
    orgName: token.orgName,
    passwordHash: token.passwordHash,
    ...(provider ? { credentialType: provider.type, providerProfile: provider.profile } : {}),
    createdAt: token.at,
    expiresAt: new Date(Math.min(token.expiresAt.getTime(), token.at.getTime() + LONGEST_LIFE_MS)),
  };
}

/** What still can be redeemed: neither spent nor expired, and neither its realm nor its app is switched off. */
function open(at: Date) {
  return {
    spentAt: null,
    expiresAt: { gt: at },
    realm: { state: "active" },
    OR: [{ appId: null }, { app: { state: "active" } }],
  } satisfies Prisma.SignupTokenWhereInput;
}

/** An open token as it is stored, with its realm and its app, and what those say of new users. */
export type OpenSignupToken = NonNullable<Awaited<ReturnType<typeof findSignupToken>>>;

/** The open token with that hash, in that realm or (null) in any; null where there is none. */
export async function findSignupToken(realmId: string | null, tokenHash: Uint8Array<ArrayBuffer>, at: Date) {
  return db().signupToken.findFirst({
    where: { tokenHash, ...open(at), ...(realmId === null ? {} : { realmId }) },
    include: {
      app: true,
      realm: { include: { authProviders: { where: { state: "active", providerType: "login_rocket" } } } },
    },
  });
}

/** Deletes an open token. Of that and any number of redemptions at once exactly one happens; false where it did not. */
export async function deleteSignupToken(
  realmId: string,
  tokenHash: Uint8Array<ArrayBuffer>,
  at: Date,
): Promise<boolean> {
  const { count } = await db().signupToken.deleteMany({
    where: { realmId, tokenHash, spentAt: null, expiresAt: { gt: at } }, // of the row alone: one statement
  });
  return count === 1;
}

/**
 * Makes the user of a token and spends it, in one transaction: of any number of redemptions at once exactly one makes
 * the user. "ended": it was spent or has expired meanwhile. `taken`: another user has the name; the token stays open.
 */
export async function redeemSignupToken(
  realmId: string,
  { id, user, verification, at }: { id: string; user: NewUser; verification: Verification | null; at: Date },
  by: EventOrigin,
): Promise<{ id: string } | "ended" | { taken: "username" | "email" | "profile" }> {
  const userId = newId("usr", at);
  try {
    const made = await db().$transaction(async (tx) => {
      const { count } = await tx.signupToken.updateMany({
        where: { realmId, id, ...open(at) },
        // What they get in with is the user's from now on, who may change it.
        data: { spentAt: at, passwordHash: null, providerProfile: Prisma.DbNull },
      });
      if (count !== 1) return "ended" as const;
      await insertUser(tx, { realmId, id: userId }, user, by);
      if (verification) {
        await tx.user.updateMany({ where: { realmId, id: userId }, data: { emailVerification: "requested" } });
        await sendJob(tx, "send-verification", verification);
      }
      return { id: userId };
    });
    if (verification) wakeWorkers("send-verification");
    return made;
  } catch (error) {
    const taken = takenBy(error) ?? (isProfileTaken(error) ? ("profile" as const) : null);
    if (taken) return { taken };
    if (error instanceof ProviderGone) return "ended";
    throw error;
  }
}
