import type { ProvedPassword, ProvedProfile } from "@/lib/db/credentials";
import { startTicket } from "@/lib/db/login-tickets";
import { startSession } from "@/lib/db/sessions";
import { clearTries, giveTryBack, type LoginCounters } from "@/lib/db/throttles";
import type { LoginUser } from "@/lib/db/users";
import { appIdOf, askingApp, type Door } from "@/lib/domain/door";
import { minutes } from "@/lib/domain/duration";
import { handOff, type PostedForm } from "@/lib/domain/handoff-url";
import { gateOf } from "@/lib/domain/login-gates";
import type { Visit } from "@/lib/domain/visit";
import { claimsOf, type Named, type ToSign } from "@/lib/tokens/login-claims";
import { signLoginToken } from "@/lib/tokens/login-jwt";
import { mintCookieSecret, mintSecret } from "@/lib/tokens/secret-token";

/** A person who is in: the token, where to bring it, and the secret of the hosted session's cookie. */
export type SignedIn = {
  readonly kind: "signed-in";
  readonly userId: string;
  readonly token: string;
  readonly url: string;
  /** What a page posts instead of going to `url`, where the app wants its token so. */
  readonly post: PostedForm | null;
  /** True for the first login after a signup. */
  readonly signup: boolean;
  /** What was begun with this login. Null in a realm whose sessions are not kept, and where one was there already. */
  readonly session: { readonly id: string; readonly secret: string; readonly maxAgeSeconds: number } | null;
};

/** Who a way in has shown somebody to be. */
export type Person = Omit<LoginUser, "password" | "emailCanonical">;

/** A person whose login waits for a second step: the ticket to go on with, for 10 minutes. */
export type SecondStep = {
  /** A code of their authenticator; or, in a realm that requires one, setting one up. */
  readonly kind: "need-mfa" | "need-enrolment";
  readonly userId: string;
  /** `kli_…` */
  readonly token: string;
  /** On a page: the secret that binds the ticket to this browser. */
  readonly browserSecret: string | null;
  readonly maxAgeSeconds: number;
};

/** A person who has to prove their address before they are let in. */
export type VerifyEmailFirst = { readonly kind: "verify-email-first"; readonly username: string };

export type Entered = SignedIn | SecondStep | VerifyEmailFirst;

/** A person who is in, wherever they go from here. */
export type LoggedIn = Pick<SignedIn, "kind" | "userId" | "token" | "signup" | "session">;

/** Somebody who was let in at any door. */
export type EnteredAnywhere = LoggedIn | SecondStep | VerifyEmailFirst;

/** A signup that the app's own server finishes or discards. */
export type SignupToken = {
  readonly kind: "signup-token";
  readonly token: string;
  readonly url: string;
  /** What a page posts instead of going to `url`, where the app wants its token so. */
  readonly post: PostedForm | null;
};

type Proof = {
  /** The counters to settle when a password was right. */
  readonly counters: LoginCounters | null;
  /** The password that was right, so that a change of it meanwhile ends this login. */
  readonly password?: ProvedPassword | null;
  /** The profile at a provider that they came by: the same. */
  readonly profile?: ProvedProfile;
  /** True where the second factor was proved on this way in. */
  readonly secondFactor: boolean;
};

const TICKET_MINUTES = 10;

/**
 * Every way in ends here, whoever was shown to be there: an address that must be proved first, a second step, or the
 * session and the token. Answers null where the user was made inactive or deleted meanwhile.
 */
export async function finishLogin(visit: Visit, person: Person, proof: Proof): Promise<Entered | null> {
  const entered = await enter(visit, person, proof);
  return entered && shownOut(visit, entered);
}

/** The same with where to bring the token, for somebody who is in. */
export function shownOut(visit: Visit, entered: EnteredAnywhere): Entered {
  return entered.kind === "signed-in" ? { ...entered, ...handlerOf(visit, entered) } : entered;
}

/** The same at any door: a server is told the token, and brings it where it likes. */
export async function enter(door: Door, person: Person, proof: Proof): Promise<EnteredAnywhere | null> {
  if (!person.active) return null;
  const gate = gateOf({ realm: door.realm, app: askingApp(door) }, person, proof);
  if (gate === null) return startsSession(door, person, proof);
  if (gate !== "verify-email") return startsSecondStep(door, person, { ...proof, gate });
  if (proof.counters) await settle(proof.counters);
  return { kind: "verify-email-first", username: person.username };
}

async function settle({ clear, giveBack }: LoginCounters): Promise<void> {
  await Promise.all([clearTries(clear), giveBack && giveTryBack(giveBack)]);
}

async function startsSecondStep(
  door: Door,
  person: Person,
  { gate, counters, password, profile }: Proof & { gate: "second-factor" | "enrolment" },
): Promise<SecondStep | null> {
  const { realm, at, client } = door;
  const ticket = mintSecret("kli");
  const browser = door.channel === "page" ? mintCookieSecret() : null;
  const kept = await startTicket(realm.id, {
    userId: person.id,
    appId: appIdOf(door),
    tokenHash: ticket.hash,
    browserHash: browser?.hash ?? null,
    kind: gate === "second-factor" ? "mfa" : "enrolment",
    at,
    expiresAt: new Date(at.getTime() + minutes(TICKET_MINUTES)),
    by: client,
    counters,
    password: password ?? null,
    profile: profile ?? null,
  });
  return kept
    ? {
        kind: gate === "second-factor" ? "need-mfa" : "need-enrolment",
        userId: person.id,
        token: ticket.secret,
        browserSecret: browser?.secret ?? null,
        maxAgeSeconds: TICKET_MINUTES * 60,
      }
    : null;
}

/**
 * Starts the session, always with a new id and a new cookie secret (ASVS 7.2.4), and signs the token. `signup` is true
 * for the first login after a signup, and for no other.
 */
async function startsSession(
  door: Door,
  person: Person,
  { counters, password, profile }: Proof,
): Promise<LoggedIn | null> {
  const { realm, at } = door;
  const lifeMs = minutes(realm.sessionMinutes);
  const expiresAt = new Date(at.getTime() + lifeMs);
  const cookie = realm.sessionType === "managed" ? mintCookieSecret() : null;
  const session = await startSession(realm.id, {
    userId: person.id,
    appId: appIdOf(door),
    cookieHash: cookie?.hash ?? null,
    at,
    expiresAt,
    by: door.client,
    counters,
    withMemberships: realm.jwtFields.includes("memberships"),
    password: password ?? null,
    profile: profile ?? null,
  });
  if (!session) return null;

  return {
    kind: "signed-in",
    userId: person.id,
    token: await signLoginToken(realm, await claimsOf(door, person, { ...session, expiresAt })),
    signup: session.firstAfterSignup,
    session: cookie && { id: session.id, secret: cookie.secret, maxAgeSeconds: lifeMs / 1000 },
  };
}

/** A signup token, and where to bring it: to the app's signup handler, unless another address was asked for. */
export function handOverSignup({ app, redir, redirectUri }: Visit, token: string): SignupToken {
  const asked = redirectUri && redirectUri !== "refused" ? redirectUri : null;
  const handler = asked ?? app.signupHandler ?? app.loginHandler;
  return { kind: "signup-token", token, ...handOff(handler, app.settings.response_mode, { token, redir }) };
}

/** A session to hand over, new or living. */
type ToHandOver = ToSign & { readonly signup: boolean };

/** Signs a token that names the session and ends with it, and says where to bring it. */
export async function handOver(visit: Visit, person: Person, session: ToHandOver): Promise<Omit<SignedIn, "session">> {
  const token = await signLoginToken(visit.realm, await claimsOf(visit, person, session));
  const { signup } = session;
  return { kind: "signed-in", userId: person.id, token, signup, ...handlerOf(visit, { token, signup }) };
}

function handlerOf({ app, redir, redirectUri }: Visit, { token, signup }: Pick<LoggedIn, "token" | "signup">) {
  const handler = redirectUri && redirectUri !== "refused" ? redirectUri : app.loginHandler;
  return handOff(handler, app.settings.response_mode, { token, signup, redir });
}

/** A token of a session that nobody keeps, for whom a realm lets in without one. */
export async function signUnkept(door: Door, person: Named, session: ToSign): Promise<string> {
  const realm = { ...door.realm, sessionType: "unmanaged" as const };
  return signLoginToken(realm, await claimsOf({ ...door, realm }, person, session));
}
