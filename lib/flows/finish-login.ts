import { startSession } from "@/lib/db/sessions";
import type { Throttle } from "@/lib/db/throttles";
import { type LoginUser, listTokenMemberships } from "@/lib/db/users";
import { minutes } from "@/lib/domain/duration";
import { handoffUrl } from "@/lib/domain/handoff-url";
import type { Visit } from "@/lib/domain/visit";
import { type LoginClaims, signLoginToken } from "@/lib/tokens/login-jwt";
import { mintCookieSecret } from "@/lib/tokens/secret-token";

/** A person who is in: the token, where to bring it, and the secret of the hosted session's cookie. */
export type SignedIn = {
  readonly kind: "signed-in";
  readonly token: string;
  readonly url: string;
  /** Null in a realm whose sessions are not kept. */
  readonly session: { readonly secret: string; readonly maxAgeSeconds: number } | null;
};

type Person = Omit<LoginUser, "password" | "hasTotp">;
type Counters = { readonly clear: Throttle; readonly giveBack: Throttle };

/**
 * Every way in ends here: starts the session, always with a new id and a new cookie secret (ASVS 7.2.4), signs the
 * token, and says where to bring it. `&signup=true` goes with the first login after a signup, and with no other.
 * Answers null where the user was made inactive or deleted meanwhile.
 */
export async function finishLogin(visit: Visit, person: Person, counters: Counters | null): Promise<SignedIn | null> {
  const { realm, app, at } = visit;
  const lifeMs = minutes(realm.sessionMinutes);
  const cookie = realm.sessionType === "managed" ? mintCookieSecret() : null;
  const session = await startSession(realm.id, {
    userId: person.id,
    appId: app.id,
    cookieHash: cookie?.hash ?? null,
    at,
    expiresAt: new Date(at.getTime() + lifeMs),
    by: visit.client,
    counters,
  });
  if (!session) return null;

  const token = await signLoginToken(realm, await claimsOf(visit, person, session.id));
  const handler = visit.redirectUri && visit.redirectUri !== "refused" ? visit.redirectUri : app.loginHandler;
  return {
    kind: "signed-in",
    token,
    url: handoffUrl(handler, { token, signup: session.firstAfterSignup, redir: visit.redir }),
    session: cookie && { secret: cookie.secret, maxAgeSeconds: lifeMs / 1000 },
  };
}

async function claimsOf({ realm, at }: Visit, person: Person, sessionId: string): Promise<LoginClaims> {
  const iat = Math.floor(at.getTime() / 1000);
  const asks = (field: string) => realm.jwtFields.includes(field);
  const base = {
    iat,
    exp: iat + realm.sessionMinutes * 60,
    uid: person.id,
    un: person.username,
    fn: person.firstName,
    ln: person.lastName,
    n: person.name,
    // A managed session's id begins with kss_; apps tell the two apart by that (authrocket-1.md §2).
    tk: realm.sessionType === "managed" ? sessionId : sessionId.replace(/^kss_/, "kns_"),
  };
  return {
    ...base,
    ...(asks("custom") ? { cs: person.custom ?? {} } : {}),
    ...(asks("memberships")
      ? { m: await membershipClaims(realm.id, { userId: person.id, at, orgs: asks("orgs") }) }
      : {}),
  };
}

async function membershipClaims(realmId: string, { userId, at, orgs }: { userId: string; at: Date; orgs: boolean }) {
  const memberships = await listTokenMemberships(realmId, userId, at);
  return memberships.map(({ permissions, custom, orgId, org }) => ({
    p: permissions,
    cs: custom,
    ...(orgId ? { oid: orgId } : {}),
    ...(orgs && org ? { o: org.name, ocs: org.custom } : {}),
  }));
}
