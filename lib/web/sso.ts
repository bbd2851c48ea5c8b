import { headers } from "next/headers";
import type { Visit } from "@/lib/domain/visit";
import type { SignedIn } from "@/lib/flows/finish-login";
import * as flow from "@/lib/flows/sso";
import { currentRequest } from "@/lib/request/context";
import { findSurface } from "@/lib/request/surface";
import { readBrowserCookie, setBrowserCookie } from "./browser-cookie";
import { leave } from "./leave";
import { isTopLevelNavigation } from "./navigation";
import { readSessionCookie, setSessionCookie } from "./session-cookie";
import { requireVisit } from "./visit";

// Seamless SSO in addresses. The session's cookie lives on one origin of the realm, its home; `/sso` of every app is
// where the others ask there, and are answered:
//
//   asking app /login → its own /sso → home /sso?host&browser → asking app /sso?ticket → the app's handler
//                                                             → asking app /sso?home   → /login?sso=none: the form
//   after a login     → home /sso?host&keep&ticket            → asking app /sso?ticket → the app's handler
//
// An address names an app by its host alone, which is looked up: where to go is built from rows.

/** What a person came with, carried along and read anew on every host. */
const carried = ["redir", "redirect_uri", "prompt", "notice", "locale", "plain", "connect"];

type Form = "login" | "signup";

/** Where `/login` or `/signup` leads before it shows its form, or null: it shows it now. */
export async function ssoFirst(to: Form): Promise<string | null> {
  const { app, realm, promptLogin } = requireVisit();
  const { url, entered } = currentRequest();
  const home = realm.sessionHome;
  if (!home || !app.settings[to] || entered || url.searchParams.has("sso")) return null;
  if (!isTopLevelNavigation(await headers())) return null;
  const mayEnter = to === "login" && !promptLogin;
  if (isHome({ app, realm })) return mayEnter && (await readSessionCookie()) ? address("", "/sso", { to }) : null;
  return mayEnter || !(await readBrowserCookie())?.homeHash ? address("", "/sso", { to }) : null;
}

/** Answers `/sso`: always with an address to go to. */
export async function ssoStep(request: Request): Promise<string> {
  const visit = requireVisit();
  const asked = currentRequest().url.searchParams;
  const to = asked.get("to") === "signup" ? "signup" : "login";
  if (!visit.realm.sessionHome || !isTopLevelNavigation(request.headers)) return formOf(to);
  if (isHome(visit)) return asked.has("host") ? answerAtHome(visit, asked, to) : enterAtHome(visit, to);
  const ticket = asked.get("ticket");
  if (ticket) return enterWithTicket(visit, ticket, asked.has("signup"));
  return asked.has("home") ? rememberHome(asked.get("home") ?? "", to) : askAtHome(visit, to);
}

/**
 * Where a new session leads: by its home, where its cookie is left, and back. Null where there is no need to, or no way:
 * a browser that keeps no cookies is handed over without.
 */
export async function keepAtHome({ session, signup }: SignedIn): Promise<string | null> {
  const visit = requireVisit();
  const home = visit.realm.sessionHome;
  if (!session) return null;
  if (!home || isHome(visit)) {
    await setSessionCookie(session);
    return null;
  }
  const browser = await readBrowserCookie();
  if (!browser?.homeHash) return null;
  const tickets = await flow.roundTrip(visit, session.id, {
    home: { appId: home.appId, browserHash: fromText(browser.homeHash) },
    here: { appId: visit.app.id, browserHash: flow.browserHashOf(browser.secret) },
  });
  const mark: Record<string, string> = signup ? { signup: "true" } : {};
  return tickets && address(home.origin, "/sso", { host: hostOf(visit.app.origin), ...tickets, ...mark });
}

async function askAtHome({ app, realm }: Visit, to: Form): Promise<string> {
  const known = await readBrowserCookie();
  const browser = known ?? { secret: flow.newBrowserSecret(), homeHash: null };
  await setBrowserCookie(browser);
  return address(realm.sessionHome?.origin ?? "", "/sso", {
    ...{ to, host: hostOf(app.origin) },
    browser: toText(flow.browserHashOf(browser.secret)),
  });
}

async function answerAtHome(visit: Visit, asked: URLSearchParams, to: Form): Promise<string> {
  const app = await findSibling(visit, asked.get("host") ?? "");
  if (!app) return formOf(to);
  const browser = await readBrowserCookie();
  const [keep, ticket] = [asked.get("keep"), asked.get("ticket")];
  if (keep && ticket) {
    const kept = browser && (await flow.keepSession(visit, { ticket: keep, browserSecret: browser.secret }));
    if (kept) await setSessionCookie(kept);
    return address(app.origin, "/sso", { ticket, ...(asked.has("signup") ? { signup: "true" } : {}) });
  }
  const there = asked.get("browser") ?? "";
  const mayEnter = to === "login" && !visit.promptLogin && /^[\w-]{43}$/.test(there);
  const entry =
    mayEnter &&
    (await flow.ticketFor(visit, await readSessionCookie(), { appId: app.id, browserHash: fromText(there) }));
  if (entry) return address(app.origin, "/sso", { ticket: entry });
  const mine = browser ?? { secret: flow.newBrowserSecret(), homeHash: null };
  await setBrowserCookie(mine);
  return address(app.origin, "/sso", { to, home: toText(flow.browserHashOf(mine.secret)) });
}

async function enterAtHome(visit: Visit, to: Form): Promise<string> {
  const entered = visit.promptLogin ? null : await flow.enterBySession(visit, await readSessionCookie());
  return entered ? leave(entered) : formOf(to);
}

async function enterWithTicket(visit: Visit, ticket: string, signup: boolean): Promise<string> {
  const browser = await readBrowserCookie();
  const entered = browser && (await flow.enterByTicket(visit, { ticket, browserSecret: browser.secret }, signup));
  return entered ? leave(entered) : formOf("login");
}

async function rememberHome(homeHash: string, to: Form): Promise<string> {
  const browser = await readBrowserCookie();
  if (browser && /^[\w-]{43}$/.test(homeHash)) await setBrowserCookie({ ...browser, homeHash });
  return formOf(to);
}

/** The form, which does not ask again. */
function formOf(to: Form): string {
  return address("", `/${to}`, { sso: "none" });
}

/** The app of this realm at a host, by its row; null for any other host. */
export async function findSibling({ realm, app }: Visit, host: string) {
  const found = (await findSurface(host))?.app ?? null;
  return found?.realm.id === realm.id && found.origin !== app.origin ? found : null;
}

/** True where the visited app is the one whose origin holds the realm's sessions. */
export function isHome({ app, realm }: Pick<Visit, "app" | "realm">): boolean {
  return realm.sessionHome?.origin === app.origin;
}

export function hostOf(origin: string): string {
  return new URL(origin).host;
}

function address(origin: string, path: string, own: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(own);
  const { searchParams } = currentRequest().url;
  for (const name of carried) for (const value of searchParams.getAll(name)) query.append(name, value);
  return `${origin}${path}?${query}`;
}

function toText(hash: Uint8Array): string {
  return Buffer.from(hash).toString("base64url");
}

function fromText(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "base64url"));
}
