import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { isWeb } from "@/lib/hooks/post-webhook";
import { leadsInside } from "@/lib/hooks/webhook-reach";
import type { HookSecret } from "@/lib/tokens/hook-secret";

/** What stands in the place of a password wherever a destination is shown. */
const MASK = "***";

const longest = 2_000;

/** A destination as it is shown, and the password that it leaves out. */
export type Destination = { readonly destination: string; readonly password: string | null };

/** What a destination was before, if there was one. */
type Before = { readonly hook: { readonly destination: string | null }; readonly secret: HookSecret | null } | null;

/**
 * Reads the address of a webhook. Its password is taken out, and kept where the address is sent back as it was shown;
 * it goes to no other server than the one it was given for.
 */
export function readDestination(typed: string, before: Before): Outcome<Destination> {
  if (typed.trim() === "") return refuse({ code: "hook.destination-blank", field: "destination" });
  const url = URL.canParse(typed) ? new URL(typed) : null;
  if (typed.length > longest || !url || !isWeb(url) || !isReadable(url.username + url.password))
    return refuse({ code: "hook.destination-malformed", field: "destination" });
  if (leadsInside(url)) return refuse({ code: "hook.destination-inside", field: "destination" });
  url.hash = "";
  if (url.password !== MASK) {
    const password = url.password === "" ? null : url.password;
    if (password !== null) url.password = MASK;
    return done({ destination: url.href, password });
  }
  const password = before?.secret?.password ?? null;
  const shown = before?.hook.destination;
  const isSame = shown && new URL(shown).origin === url.origin && new URL(shown).username === url.username;
  if (password === null || !isSame) return refuse({ code: "hook.password-hidden", field: "destination" });
  return done({ destination: url.href, password });
}

/** The address to connect to: with its password again. */
export function withPassword({ destination, password }: Destination): string {
  if (password === null) return destination;
  const url = new URL(destination);
  url.password = password;
  return url.href;
}

/** An address without a user, a password and a query, any of which may be a secret. */
export function withoutSecrets(destination: string): string {
  const url = new URL(destination);
  return `${url.origin}${url.pathname}`;
}

function isReadable(encoded: string): boolean {
  try {
    return decodeURIComponent(encoded) !== null;
  } catch {
    return false;
  }
}
