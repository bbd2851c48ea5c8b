import type { Surface } from "@/lib/request/context";

/**
 * The origins that a form on the app's pages may end at: its handlers, its redirect addresses, and where those are
 * known to send people on to. Chromium holds a form to form-action along the whole chain of redirects.
 */
export function formActionOrigins({ app }: Surface): string[] {
  if (!app) return [];
  const addresses = [app.loginHandler, app.signupHandler, ...app.redirectUris, ...app.handlerOrigins];
  return [...new Set(addresses.flatMap((address) => originOf(address)))];
}

/** An origin as CSP names it; a mobile app's own scheme has none, and is named by its scheme. */
function originOf(address: string | null): string[] {
  if (!address || !URL.canParse(address)) return [];
  const { origin, protocol } = new URL(address);
  if (origin !== "null") return [origin];
  return /^(?:javascript|data|blob|file|about):$/.test(protocol) ? [] : [protocol];
}
