import { env } from "@/lib/env";
import type { Surface } from "@/lib/request/context";

/**
 * Who answers a path. `page`: rendered by Next, may hold forms. `route`: a route handler of Next's. `static`: a file of
 * the build, the same for everyone for ever. `icon`: public/favicon.svg. `api`: Hono.
 */
export type Route =
  | { readonly kind: "page" | "route" | "static" | "icon" | "api"; readonly methods: readonly string[] }
  | { readonly kind: "redirect"; readonly to: string; readonly methods: readonly string[] };

const read = ["GET", "HEAD"];
const form = ["GET", "HEAD", "POST"];
const all = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Every path of an app's hosted pages, matched exactly. A page that is not here does not exist. */
const hosted: Readonly<Record<string, Route>> = {
  "/": { kind: "redirect", to: "/login", methods: read },
  "/login": { kind: "page", methods: form },
  "/signup": { kind: "page", methods: form },
  "/logout": { kind: "route", methods: form },
  "/logged_out": { kind: "page", methods: form },
};

/** `/healthz` and `/readyz`, which every host answers. */
export const healthRoute: Route = { kind: "api", methods: read };

/** The route of `path` on `surface`, or null: there is no such path there. */
export function findRoute(surface: Surface, path: string): Route | null {
  if (path.startsWith("/_next/static/")) return { kind: "static", methods: read };
  if (path === "/favicon.svg" || path === "/favicon.ico") return { kind: "icon", methods: read };
  if (isUnder(path, "/v1")) return { kind: "api", methods: all };
  if (surface.kind === "hosted") return findHosted(path);
  return findOnDeployment(path) ?? (surface.app ? findHosted(path) : null);
}

function findHosted(path: string): Route | null {
  return Object.hasOwn(hosted, path) ? (hosted[path] ?? null) : null;
}

function findOnDeployment(path: string): Route | null {
  const { demo } = env();
  if (path === "/") return { kind: "redirect", to: demo ? "/demo" : "/console", methods: read };
  if (isUnder(path, "/console")) return { kind: "page", methods: form };
  if (demo && path === "/demo/mail.json") return { kind: "route", methods: read };
  if (demo && isUnder(path, "/demo")) return { kind: "page", methods: form };
  if (isUnder(path, "/api/auth")) return { kind: "route", methods: form };
  return null;
}

/** True for `folder` itself and for what is in it: `/console` and `/console/x`, not `/consoles`. */
export function isUnder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
