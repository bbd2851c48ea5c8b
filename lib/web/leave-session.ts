import { matchRedirectUri } from "@/lib/domain/redirect-uri";
import { logout } from "@/lib/flows/logout";
import { currentRequest } from "@/lib/request/context";
import { paths } from "./paths";
import { dropSessionCookie, readSessionCookie } from "./session-cookie";
import { findSibling, hostOf, isHome } from "./sso";
import { requireVisit } from "./visit";

/** Ends the session that this host's cookie holds. */
export async function endSessionHere(): Promise<void> {
  await logout(requireVisit(), await readSessionCookie());
  await dropSessionCookie();
}

/** Where the realm's sessions live on another origin: the logout there, which will know whom it is for. Else null. */
export function logoutAtHome(): string | null {
  const visit = requireVisit();
  const { app, realm } = visit;
  if (!realm.sessionHome || isHome(visit)) return null;
  const query = new URLSearchParams({ host: hostOf(app.origin) });
  for (const uri of currentRequest().url.searchParams.getAll("redirect_uri")) query.append("redirect_uri", uri);
  return `${realm.sessionHome.origin}/logout?${query}`;
}

/**
 * Where a person goes who is logged out: to the address that their link asked for, where the app they left has
 * registered it, else to the page that says so.
 */
export async function afterLogout(): Promise<string> {
  const visit = requireVisit();
  const asked = currentRequest().url.searchParams;
  const sibling = asked.has("host") ? await findSibling(visit, asked.get("host") ?? "") : null;
  const uris = asked.getAll("redirect_uri");
  const to = uris.length === 1 && uris[0] ? matchRedirectUri(uris[0], (sibling ?? visit.app).redirectUris) : null;
  return to ?? `${sibling?.origin ?? ""}${paths.loggedOut({ refused: uris.length > 0 })}`;
}

/** The page with a button, for a browser that did not say it was leaving by itself. */
export function askToLogOut(): string {
  const asked = currentRequest().url.searchParams;
  const query = new URLSearchParams();
  for (const name of ["host", "redirect_uri"]) for (const value of asked.getAll(name)) query.append(name, value);
  return query.size > 0 ? `${paths.loggedOut()}?${query}` : paths.loggedOut();
}
