import type { z } from "zod";
import { findUserBy } from "@/lib/admin/user-records";
import type { UserDetails } from "@/lib/admin/users";
import type { Door } from "@/lib/domain/door";
import { done, mapDone, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import type { Actor } from "@/lib/request/caller";
import { findServerDoor } from "@/lib/request/door";
import { shownUser, type userExpand } from "./user-with";

/** A call about one user. */
export type About = { readonly realmId: string; readonly id: string; readonly actor: Actor };

/** The user that an address names, and the door of their realm. */
export async function enterAs({ realmId, id, actor }: About): Promise<Outcome<{ door: Door; user: UserDetails }>> {
  const [door, found] = await Promise.all([findServerDoor(realmId, actor), findUserBy(realmId, id, actor.at)]);
  return door && found.ok ? done({ door, user: found.value }) : refuse({ code: "not-found" });
}

type More<V> = {
  readonly put?: (value: V) => { readonly token?: string };
  readonly expand?: z.output<typeof userExpand>;
};

/** The user as they are after what a flow did, with what `put` adds; or the flow's refusal, as this API says it. */
export async function after<V>({ realmId, id, actor }: About, outcome: Outcome<V>, { put, expand }: More<V> = {}) {
  if (!outcome.ok) return refuse(...outcome.problems.map(asAnswered));
  const found = await findUserBy(realmId, id, actor.at);
  if (!found.ok) return found;
  const shown = await shownUser(found.value, { expand, at: actor.at });
  return mapDone(shown, (body) => ({ ...body, ...put?.(outcome.value) }));
}

/** A token is a field here, and a login that failed is not the caller's own (authrocket-1.md §1.4). */
function asAnswered(problem: Problem): Problem {
  if (problem.code === "credentials.wrong") return { code: "authenticate.failed" };
  const isOver = ["reset-token.spent", "email-token.spent", "ticket.ended"].includes(problem.code);
  return isOver ? { code: "token.ended", field: "token" } : problem;
}
