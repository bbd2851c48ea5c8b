import type { HostedApp } from "./visit";

/** How a page of another origin may use the LoginRocket API of an app. */
export type CorsRight =
  /** Its requests may carry cookies of ours, and it reads the answers. */
  | "listed"
  /** The app's owner lets everybody in: it reads the answers, without cookies. */
  | "any"
  | "none";

/**
 * What `origin` (as a browser says it) may do with an app's LoginRocket API. Listed are the app's own origin, those of
 * its handlers and redirect URIs, and `allowed_origins`; compared whole, so that no name that looks alike gets in.
 */
export function corsRight(
  origin: string,
  app: Pick<HostedApp, "origin" | "loginHandler" | "signupHandler" | "redirectUris" | "allowedOrigins">,
): CorsRight {
  const listed = [app.origin, app.loginHandler, app.signupHandler ?? "", ...app.redirectUris, ...app.allowedOrigins];
  if (origin !== "null" && listed.some((address) => originOf(address) === origin)) return "listed";
  return app.allowedOrigins.includes("*") ? "any" : "none";
}

function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { origin } = new URL(address);
  return origin === "null" ? null : origin;
}
