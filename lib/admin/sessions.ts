import type { Actor } from "@/lib/db/changes";
import * as store from "@/lib/db/session-records";
import { isId } from "@/lib/domain/ids";
import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { verifyLoginToken } from "@/lib/tokens/login-jwt";
import { findUserBy } from "./user-records";
import { getUser, type UserDetails } from "./users";

/** A session with whose it is. */
export type Session = { readonly session: store.SessionRecord; readonly user: UserDetails };

/** One page of the living sessions of a user, by id or username. */
export async function listSessions(
  realmId: string,
  { userId, page }: { readonly userId: string; readonly page: Page<SortOf<"sessions">> },
  at: Date,
): Promise<Outcome<Slice<store.SessionRecord>>> {
  const found = await findUserBy(realmId, userId, at);
  if (!found.ok) return refuse({ code: "field.not-found", field: "user_id" });
  const slice = await store.listSessions(realmId, { userId: found.value.id, page }, at);
  return slice ? done(slice) : refuse({ code: "after.not-here", field: "after" });
}

/**
 * The living session of that id, or of that login token: one of this realm, whole and not over. Realms that keep no
 * sessions have none.
 */
export async function getSession(realmId: string, idOrToken: string, at: Date): Promise<Outcome<Session>> {
  const id = await sessionIdOf(realmId, idOrToken, at);
  const session = id && (await store.findSessionRecord(realmId, id, at));
  const user = session && (await getUser(realmId, session.userId, at));
  return session && user ? done({ session, user }) : refuse({ code: "not-found" });
}

/** Ends a session at once, with every token that names it. */
export async function deleteSession(realmId: string, idOrToken: string, actor: Actor): Promise<Outcome<null>> {
  const id = await sessionIdOf(realmId, idOrToken, actor.at);
  const ended = id !== null && (await store.deleteSession(realmId, id, actor));
  return ended ? done(null) : refuse({ code: "not-found" });
}

/** Ends every living session of a user at once, with every token that names one. */
export async function deleteSessionsOf(realmId: string, userId: string, actor: Actor): Promise<Outcome<number>> {
  const user = isId("usr", userId) ? await getUser(realmId, userId, actor.at) : null;
  return user ? done(await store.deleteSessionsOf(realmId, userId, actor)) : refuse({ code: "not-found" });
}

async function sessionIdOf(realmId: string, idOrToken: string, at: Date): Promise<string | null> {
  const claims = idOrToken.includes(".") ? await verifyLoginToken(realmId, idOrToken, at) : null;
  const id = claims ? claims.tk : idOrToken;
  return isId("kss", id) ? id : null;
}
