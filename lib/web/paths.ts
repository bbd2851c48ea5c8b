import { appOrigin } from "@/lib/domain/app-origin";
import type { Visit } from "@/lib/domain/visit";
import { env } from "@/lib/env";

type Handoff = Pick<Visit, "redir" | "redirectUri">;

/** Where the person wants to go afterwards, carried from page to page. */
function withHandoff(path: string, { redir, redirectUri }: Handoff): string {
  const query = new URLSearchParams();
  if (redir) query.set("redir", redir);
  if (redirectUri && redirectUri !== "refused") query.set("redirect_uri", redirectUri);
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Every path of ours that a page or action names. */
export const paths = {
  login: (handoff: Handoff) => withHandoff("/login", handoff),
  signup: (handoff: Handoff) => withHandoff("/signup", handoff),
  loggedOut: () => "/logged_out",
  console: () => "/console",
  consoleLogin: () => "/console/login",
  consoleSetup: () => "/console/setup",
} as const;

/** Where the hosted pages of the app at a subdomain are, for links from elsewhere. */
export function hostedAddresses(subdomain: string): { readonly login: string; readonly signup: string } {
  const origin = appOrigin(subdomain, env());
  return { login: `${origin}/login`, signup: `${origin}/signup` };
}
