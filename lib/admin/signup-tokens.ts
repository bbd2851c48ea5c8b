import { z } from "zod";
import { findProvider } from "@/lib/db/auth-providers";
import { findRealmRules } from "@/lib/db/realms";
import * as store from "@/lib/db/signup-tokens";
import type { EventOrigin } from "@/lib/db/users";
import { homeOrigin } from "@/lib/domain/app-origin";
import { minutes } from "@/lib/domain/duration";
import { canonicalEmail } from "@/lib/domain/email";
import { builtInSettings, resolveHostedSettings } from "@/lib/domain/hosted-settings";
import { isId } from "@/lib/domain/ids";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { normalizePassword, storedPasswordPolicy } from "@/lib/domain/password-policy";
import { subjectsBy } from "@/lib/domain/provider-settings";
import { readSignup } from "@/lib/domain/signup-fields";
import { canonicalUsername } from "@/lib/domain/username";
import { env } from "@/lib/env";
import { unpackProfile } from "@/lib/tokens/held-identity";
import { hashPassword, requireHashQueue } from "@/lib/tokens/password-hash";
import { hashSecret, mintSecret } from "@/lib/tokens/secret-token";
import { getUser, type UserDetails } from "./users";

export const signupTokenInput = z.object({
  username: z.string().default("").meta({ description: "Needed, and unique in the realm." }),
  email: z.string().default("").meta({ description: "Needed, unless the realm's user names are addresses." }),
  password: z.string().default("").meta({ description: "Needed, by the rules of the realm." }),
  password_confirmation: z.string().optional().meta({ description: "Where it is sent, the same once more." }),
  first_name: z.string().default(""),
  last_name: z.string().default(""),
});

/** What an owner's server sees of a token: who it is about. Never the password, nor its hash. */
export type SignupToken = {
  /** `utk_…`, which is the secret itself. */
  readonly id: string;
  readonly username: string;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly credentialType: string;
};

type Asked = { readonly at: Date; readonly by: EventOrigin };

/**
 * Keeps what a user of the realm can be made of later, as a signup in mode user_token does, by the rules of the realm
 * alone: names are never required, nor is the second typing of the password (seed 000).
 */
export async function createSignupToken(
  realmId: string,
  input: z.output<typeof signupTokenInput>,
  { at, by }: Asked,
): Promise<Outcome<SignupToken>> {
  const realm = await findRealmRules(realmId);
  if (!realm) return refuse({ code: "not-found" });
  const typed = realm.usernameValidationHuman === "email" ? byAddress(input) : done(input);
  if (!typed.ok) return typed;
  const rules = {
    realm: { ...realm, passwordPolicy: storedPasswordPolicy(realm.authProviders[0]?.settings) },
    app: { name: realm.name, settings: { ...builtInSettings, signup_mode: "user_token" as const } },
  };
  const read = readSignup(rules, typed.value);
  if (!read.ok) return read;

  requireHashQueue();
  const { secret, hash } = mintSecret("utk");
  const made = await store.createSignupToken(
    realmId,
    {
      ...read.value,
      appId: null,
      tokenHash: hash,
      passwordHash: await hashPassword(normalizePassword(input.password)),
      at,
      expiresAt: new Date(at.getTime() + minutes(realm.signupTokenMinutes)),
    },
    by,
  );
  if ("taken" in made) return refuse(takenProblem(made.taken));
  const { username, email, firstName, lastName } = read.value;
  const said = { username: username.display, email: email.display, firstName, lastName };
  return done({ id: secret, ...said, credentialType: "password" });
}

/** In e-mail realms the username is the address; the e-mail may be left out, and else says the same. */
function byAddress<Input extends { username: string; email: string }>(input: Input): Outcome<Input> {
  const [name, email] = [canonicalEmail(input.username), canonicalEmail(input.email)];
  const differ = name.ok && email.ok && name.canonical !== email.canonical;
  if (differ) return refuse({ code: "email.confirmation-differs", field: "email" });
  return done({ ...input, email: input.username || input.email });
}

/** The open token of that id in that realm, or (null) in any; null for one that is spent, expired, or not there. */
export async function getSignupToken(realmId: string | null, id: string, at: Date): Promise<SignupToken | null> {
  const token = isId("utk", id) ? await store.findSignupToken(realmId, hashSecret(id), at) : null;
  if (!token) return null;
  const { username, email, firstName, lastName, credentialType } = token;
  return { id, username, email, firstName, lastName, credentialType };
}

/** Discards an open token, so that no user is made of it; a `not-found` for one that is spent, expired, or not there. */
export async function discardSignupToken(realmId: string, id: string, at: Date): Promise<Outcome<null>> {
  const wasOpen = isId("utk", id) && (await store.deleteSignupToken(realmId, hashSecret(id), at));
  return wasOpen ? done(null) : refuse({ code: "not-found" });
}

/**
 * Makes the user of an open token, once. The app knows of its user then, so that no `&signup=true` goes with the first
 * login (seed 001). Where another user has got the name meanwhile, that is said, and the token stays open.
 */
export async function redeemSignupToken(
  realmId: string | null,
  id: string,
  { at, by }: Asked,
): Promise<Outcome<UserDetails>> {
  const token = isId("utk", id) ? await store.findSignupToken(realmId, hashSecret(id), at) : null;
  if (!token) return refuse({ code: "signup-token.ended", field: "token" });

  const come = await profileOf(token);
  const verification = come?.emailVerified ? null : verificationOf(token, { at, by });
  const made = await store.redeemSignupToken(
    token.realmId,
    { id: token.id, user: { ...userOf(token), ...come }, verification, at },
    by,
  );
  if (made === "ended") return refuse({ code: "signup-token.ended", field: "token" });
  if ("taken" in made) return refuse(takenProblem(made.taken));
  const user = await getUser(token.realmId, made.id);
  return user ? done(user) : refuse({ code: "not-found" });
}

function userOf(token: store.OpenSignupToken) {
  const name = canonicalUsername(token.username);
  return {
    username: {
      display: token.username,
      canonical: token.usernameCanonical,
      skeleton: name.ok ? name.skeleton : null,
    },
    email:
      token.email && token.emailCanonical
        ? { display: token.email, canonical: token.emailCanonical, unique: token.realm.requireUniqueEmails }
        : null,
    firstName: token.firstName,
    lastName: token.lastName,
    passwordHash: token.passwordHash,
    signupPending: false,
    org: null,
  };
}

/** The profile that the user will have, while there is its provider, and it names people as it did. */
async function profileOf({ realmId, providerProfile }: store.OpenSignupToken) {
  const come = unpackProfile(providerProfile);
  const provider = come && (await findProvider(realmId, come.profile.authProviderId, { active: false }));
  return provider && subjectsBy(provider.settings) === come.profile.subjectsBy ? come : null;
}

/** What has a new user prove their address, where the app that they signed up at wants that. */
function verificationOf({ realm, app, usernameCanonical, email }: store.OpenSignupToken, { at, by }: Asked) {
  if (!app || !email) return null;
  const settings = resolveHostedSettings(app.settings, realm.authProviders[0]?.settings);
  if (settings.email_verification === "none") return null;
  return {
    realmId: realm.id,
    appId: app.id,
    origin: homeOrigin(app.subdomain, env()),
    name: { usernameCanonical, emailCanonical: null },
    at: at.toISOString(),
    locale: settings.locale,
    ip: by.ip,
    userAgent: by.userAgent,
    redir: null,
    redirectUri: null,
  };
}

function takenProblem(taken: "username" | "email" | "profile") {
  if (taken === "profile") return { code: "profile.taken", field: "token" } as const;
  return taken === "email"
    ? ({ code: "email.taken", field: "email" } as const)
    : ({ code: "username.taken", field: "username" } as const);
}
