import type { Visit } from "@/lib/domain/visit";
import { currentRequest } from "@/lib/request/context";
import { findVisit } from "@/lib/request/visit";

/** The visit of this request. The front lets no request without an app come to a hosted page, so this is never null. */
export function requireVisit(): Visit {
  const visit = findVisit();
  if (!visit) throw new Error("A hosted page was asked for on a host without an app.");
  return visit;
}

/** True where the link asks to go on to an address that is not registered; the page then answers with 400. */
export function refusedReturn(visit: Visit): boolean {
  const refused = visit.redirectUri === "refused";
  if (refused) currentRequest().answer.status = 400;
  return refused;
}

/** As `requireVisit`, for an action: from here on a failure is ours, not the request's. */
export function enterVisit(): Visit {
  currentRequest().entered = true;
  return requireVisit();
}
