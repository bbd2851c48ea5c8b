import { findSession, type SessionKey } from "@/lib/db/sessions";
import { spendOnCookie, spendSsoTicket, startSsoTicket } from "@/lib/db/sso-tickets";
import { seconds } from "@/lib/domain/duration";
import { gateOf } from "@/lib/domain/login-gates";
import type { Visit } from "@/lib/domain/visit";
import { hashSecret, mintCookieSecret, mintSecret } from "@/lib/tokens/secret-token";
import { handOver, type SignedIn } from "./finish-login";

/** How long a ticket may be on its way: a redirect or two. */
const TICKET_SECONDS = 30;

/** A ticket as a browser brings it, with the secret that shows it to be the browser it was made for. */
export type BroughtTicket = { readonly ticket: string; readonly browserSecret: string };

/** An app and a browser that a ticket is for. `browserHash` is what the browser's secret there hashes to. */
export type TicketFor = { readonly appId: string; readonly browserHash: Uint8Array };

/**
 * Hands a person over to the visited app by the session that their cookie holds: on the session origin itself. Null
 * where there is none that lives, or where this app asks for more than was proved.
 */
export async function enterBySession(visit: Visit, cookie: string | undefined): Promise<SignedIn | null> {
  return cookie ? enterBy(visit, { cookieHash: hashSecret(cookie) }, false) : null;
}

/**
 * The same on any other app, by a ticket: single use, 30 s, for this app and this browser. `signup` says that the
 * session began with the first login after a signup.
 */
export async function enterByTicket(visit: Visit, brought: BroughtTicket, signup: boolean): Promise<SignedIn | null> {
  const sessionId = await spendSsoTicket(visit.realm.id, shown(visit, brought));
  return sessionId ? enterBy(visit, { id: sessionId }, signup) : null;
}

async function enterBy(visit: Visit, key: SessionKey, signup: boolean): Promise<SignedIn | null> {
  const { realm, app, at, redirectUri } = visit;
  if (!realm.seamlessSso || !app.settings.login || redirectUri === "refused") return null;
  const session = await findSession(realm.id, key, at);
  // The second factor was proved when the session began; the address is each app's own question.
  if (!session || gateOf(visit, session.user, { secondFactor: true }) !== null) return null;
  return { ...(await handOver(visit, session.user, { ...session, signup })), session: null };
}

/** On the session origin: a ticket for another app of the realm and its browser, if the cookie's session lives. */
export async function ticketFor(visit: Visit, cookie: string | undefined, to: TicketFor): Promise<string | null> {
  const session = cookie ? await findSession(visit.realm.id, { cookieHash: hashSecret(cookie) }, visit.at) : null;
  return session && startTicket(visit, session.id, to);
}

/**
 * After a login on another app: one ticket to keep the session on the session origin, and one to come back with. Null
 * where the session has ended meanwhile.
 */
export async function roundTrip(
  visit: Visit,
  sessionId: string,
  { home, here }: { home: TicketFor; here: TicketFor },
): Promise<{ keep: string; ticket: string } | null> {
  const [keep, ticket] = await Promise.all([startTicket(visit, sessionId, home), startTicket(visit, sessionId, here)]);
  return keep !== null && ticket !== null ? { keep, ticket } : null;
}

/** On the session origin: keeps the session of a ticket in this browser. Null where that ticket is no good here. */
export async function keepSession(
  visit: Visit,
  brought: BroughtTicket,
): Promise<{ secret: string; maxAgeSeconds: number } | null> {
  const cookie = mintCookieSecret();
  const kept = await spendOnCookie(visit.realm.id, shown(visit, brought), cookie.hash);
  if (!kept) return null;
  return { secret: cookie.secret, maxAgeSeconds: Math.ceil((kept.expiresAt.getTime() - visit.at.getTime()) / 1000) };
}

/** What a browser's secret is known by on other hosts. */
export function browserHashOf(secret: string): Uint8Array<ArrayBuffer> {
  return hashSecret(secret);
}

/** A new secret for a browser to be known by on one host. */
export function newBrowserSecret(): string {
  return mintCookieSecret().secret;
}

async function startTicket({ realm, at }: Visit, sessionId: string, to: TicketFor): Promise<string | null> {
  const { secret, hash } = mintSecret("sso");
  const expiresAt = new Date(at.getTime() + seconds(TICKET_SECONDS));
  const kept = await startSsoTicket(realm.id, { sessionId, ...to, tokenHash: hash, at, expiresAt });
  return kept ? secret : null;
}

function shown({ app, at }: Visit, { ticket, browserSecret }: BroughtTicket) {
  return { appId: app.id, tokenHash: hashSecret(ticket), browserHash: hashSecret(browserSecret), at };
}
