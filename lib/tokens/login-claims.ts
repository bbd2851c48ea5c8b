import { type LoginUser, listTokenMemberships, type TokenMembership } from "@/lib/db/users";
import type { Door } from "@/lib/domain/door";
import type { LoginClaims } from "./login-jwt";

/** A session as a token names it. */
export type ToSign = {
  readonly id: string;
  readonly expiresAt: Date;
  /** The user's memberships, where they are known already. */
  readonly memberships?: readonly TokenMembership[] | null;
};

/** Whom a token names. */
export type Named = Pick<LoginUser, "id" | "username" | "firstName" | "lastName" | "name" | "custom">;

/** What a login token says: who somebody is, and what else the realm asks for (authrocket-1.md §2). */
export async function claimsOf({ realm, at }: Door, person: Named, session: ToSign): Promise<LoginClaims> {
  const iat = Math.floor(at.getTime() / 1000);
  const asks = (field: string) => realm.jwtFields.includes(field);
  const base = {
    iat,
    exp: Math.floor(session.expiresAt.getTime() / 1000),
    uid: person.id,
    un: person.username,
    fn: person.firstName,
    ln: person.lastName,
    n: person.name,
    // A managed session's id begins with kss_; apps tell the two apart by that (authrocket-1.md §2).
    tk: realm.sessionType === "managed" ? session.id : session.id.replace(/^kss_/, "kns_"),
  };
  return {
    ...base,
    ...(asks("custom") ? { cs: person.custom ?? {} } : {}),
    ...(asks("memberships")
      ? {
          m: membershipClaims(
            session.memberships ?? (await listTokenMemberships(realm.id, person.id, at)),
            asks("orgs"),
          ),
        }
      : {}),
  };
}

function membershipClaims(memberships: readonly TokenMembership[], orgs: boolean) {
  return memberships.map(({ permissions, custom, org_id: oid, org }) => ({
    p: permissions,
    cs: custom,
    ...(oid ? { oid } : {}),
    ...(orgs && org ? { o: org.name, ocs: org.custom } : {}),
  }));
}
