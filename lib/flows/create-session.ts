import { newId } from "@/lib/db/new-id";
import { findDevice } from "@/lib/db/second-factor";
import { startSession } from "@/lib/db/sessions";
import type { Door } from "@/lib/domain/door";
import { minutes } from "@/lib/domain/duration";
import { gateOf } from "@/lib/domain/login-gates";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { enter, type Person, signUnkept } from "./finish-login";

/** A user whom their app's own server has let in by ways of its own. */
export type LetIn = Omit<Person, "hasTotp"> & { readonly userType: "human" | "api" };

/** A session that was begun: kept or not, the token names it. */
export type Begun = { readonly id: string; readonly token: string; readonly expiresAt: Date };

/**
 * Begins a session on the word of an app's own server. It stands in for the password alone: who has a second factor is
 * asked for it by authenticate (security.md 58). API users have sessions that are not kept, in any realm.
 */
export async function createSession(door: Door, letIn: LetIn): Promise<Outcome<Begun>> {
  const { realm, at } = door;
  if (!letIn.active) return refuse({ code: "user.not-active", field: "user_id" });
  const expiresAt = new Date(at.getTime() + minutes(realm.sessionMinutes));
  if (letIn.userType === "api") return beginUnkept(door, letIn, expiresAt);

  const person = { ...letIn, hasTotp: (await findDevice(realm.id, letIn.id, "active")) !== null };
  const gate = gateOf({ realm, app: null }, person, { secondFactor: false });
  if (gate === "second-factor") return refuse({ code: "second-factor.needed", field: "user_id" });
  if (gate === "enrolment") return refuse({ code: "second-factor.missing", field: "user_id" });
  if (realm.sessionType === "unmanaged") return beginUnkept(door, person, expiresAt);
  const entered = await enter(door, person, { counters: null, secondFactor: true });
  if (entered?.kind !== "signed-in" || !entered.session) return refuse({ code: "user.not-active", field: "user_id" });
  return done({ id: entered.session.id, token: entered.token, expiresAt });
}

async function beginUnkept(door: Door, person: LetIn, expiresAt: Date): Promise<Outcome<Begun>> {
  const { realm, at, client } = door;
  const noted = { userId: person.id, appId: null, cookieHash: null, at, expiresAt, by: client, counters: null };
  if (!(await startSession(realm.id, noted))) return refuse({ code: "user.not-active", field: "user_id" });
  const id = newId("kss", at);
  const token = await signUnkept(door, person, { id, expiresAt });
  return done({ id: id.replace(/^kss_/, "kns_"), token, expiresAt });
}
