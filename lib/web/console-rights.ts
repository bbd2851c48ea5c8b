import type { SignedInAdministrator } from "@/lib/admin/sign-in";
import { type IdPrefix, isId } from "@/lib/domain/ids";
import { type Locale, matchLocale } from "@/lib/domain/locale";
import { isMailKind, type MailKind } from "@/lib/domain/mail-kinds";
import { currentRequest } from "@/lib/request/context";

/** True where an administrator may see that realm. */
export function mayReachRealm({ realmIds }: SignedInAdministrator, realmId: string): boolean {
  return isId("rl", realmId) && (realmIds === null || realmIds.includes(realmId));
}

/** True where an administrator may change that realm. */
export function mayChangeRealm(administrator: SignedInAdministrator, realmId: string): boolean {
  return administrator.role !== "read_only" && mayReachRealm(administrator, realmId);
}

/** Who does something in the console, from where and when: for the record of it. */
export function doerOf({ id, email }: SignedInAdministrator) {
  const { client, at } = currentRequest();
  return { administrator: { id, email }, client, at };
}

/** The same for what takes an actor. */
export function actorOf({ id, email }: SignedInAdministrator) {
  const { client, at } = currentRequest();
  return { administrator: { id, email }, by: client, at };
}

/**
 * The realm that the address of a page names, and the object of the realm behind it, whichever part of it the page
 * shows; as `readAppPath` finds them.
 */
export function readRealmPath(): { realmId: string; id: string } {
  const [, realmId = "", id = ""] =
    /^\/console\/realms\/(rl_\w+)(?:\/\w+(?:\/(\w+)(?:\/\w+)?)?)?$/.exec(currentRequest().url.pathname) ?? [];
  return { realmId, id };
}

/** The mail that the address of its editor, or of its preview, names: its realm, kind and language. */
export function readMailPath(): { realmId: string; kind: MailKind | null; locale: Locale } {
  const { pathname, searchParams } = currentRequest().url;
  const [, realmId = "", kind = ""] = /^\/console\/realms\/(rl_\w+)\/mails\/([a-z._]+)/.exec(pathname) ?? [];
  return { realmId, kind: isMailKind(kind) ? kind : null, locale: matchLocale(searchParams.get("locale")) ?? "en" };
}

/** What was selected in a list, by the address of the page that asks about it. */
export function readSelected(prefix: IdPrefix): string[] {
  return [...new Set(currentRequest().url.searchParams.getAll("id"))].filter((id) => isId(prefix, id)).slice(0, 1_000);
}

/** The administrator whose page an action stands on, by the address of it. */
export function readAdministratorPath(): string {
  return /^\/console\/administrators\/(adm_\w+)(?:\/device)?$/.exec(currentRequest().url.pathname)?.[1] ?? "";
}

/**
 * The realm and the app that the address of an app's page names, and its query. An action is sent to the page it stands
 * on, so this is where it finds them; whether they are there, and the administrator's, is asked elsewhere.
 */
export function readAppPath(page: string): { realmId: string; appId: string; query: URLSearchParams } {
  const { pathname, searchParams } = currentRequest().url;
  const [, realmId = "", appId = ""] =
    new RegExp(`^/console/realms/(rl_\\w+)/apps/(lpl_\\w+)/${page}$`).exec(pathname) ?? [];
  return { realmId, appId, query: searchParams };
}
