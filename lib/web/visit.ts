import { type Look, plainLook } from "@/lib/domain/look";
import type { Visit } from "@/lib/domain/visit";
import { currentRequest } from "@/lib/request/context";
import { findVisit } from "@/lib/request/visit";

/** The visit of this request. The front lets no request without an app come to a hosted page, so this is never null. */
export function requireVisit(): Visit {
  const visit = findVisit();
  if (!visit) throw new Error("A hosted page was asked for on a host without an app.");
  return visit;
}

/** The look of this request's pages: the owner's, or ours alone where it is asked for plain. */
export function requireLook(): Look {
  const { app, plain } = requireVisit();
  return plain ? plainLook : app.look;
}

/** True where the link asks to go on to an address that is not registered; the page then answers with 400. */
export function refusedReturn(visit: Visit): boolean {
  const refused = visit.redirectUri === "refused";
  if (refused) answerWith(400);
  return refused;
}

/** Said first in an action without a form: from here on a failure is ours, not the request's. */
export function enterAction(): void {
  currentRequest().entered = true;
}

/** What the form of this very request was refused with; null where the page was only opened. */
export function refusedWith(): string | null {
  return currentRequest().answer.refusal ?? null;
}

/** What a style or script of this response is known by. */
export function requestNonce(): string {
  return currentRequest().nonce;
}

/** The status of a page that has something else to say than 200. */
export function answerWith(status: number): void {
  currentRequest().answer.status = status;
}
