import { CSP_REPORTS, type Framing } from "@/lib/domain/security-headers";
import { env } from "@/lib/env";
import type { Surface } from "@/lib/request/context";

/**
 * Who answers a path. `page`: rendered by Next, may hold forms. `route`: a route handler of Next's. `static`: a file of
 * the build, the same for everyone for ever. `icon`: public/favicon.svg. `api`: Hono. `look`: Hono, a file of the app's
 * own look whose name holds its content's hash. `library`: Hono, authrocket.js, for pages of any origin. `mostBytes`:
 * what a form on the page may send, where that is more than any other may. `fromElsewhere`: another site's page may post
 * a form to it; what comes along is checked there. `takesFile`: reads a file while it comes, which may take its time.
 * `framing`: the page shows another of ours in a frame, or is shown in one.
 */
export type Route =
  | {
      readonly kind: "page" | "route" | "static" | "icon" | "api" | "look" | "library";
      readonly methods: readonly string[];
      readonly mostBytes?: number;
      readonly fromElsewhere?: boolean;
      readonly takesFile?: true;
      readonly framing?: Framing;
    }
  | { readonly kind: "redirect"; readonly to: string; readonly methods: readonly string[] };

const read = ["GET", "HEAD"];
const form = ["GET", "HEAD", "POST"];
const all = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Every path of an app's hosted pages, matched exactly. A page that is not here does not exist. */
const hosted: Readonly<Record<string, Route>> = {
  "/": { kind: "redirect", to: "/login", methods: read },
  "/login": { kind: "page", methods: form },
  "/signup": { kind: "page", methods: form },
  "/verify_login": { kind: "page", methods: form },
  "/enrol": { kind: "page", methods: form },
  "/recovery_codes": { kind: "page", methods: form },
  "/forgot_password": { kind: "page", methods: form },
  "/reset_password": { kind: "page", methods: form },
  "/verify_email": { kind: "page", methods: form },
  "/logout": { kind: "route", methods: form },
  "/logged_out": { kind: "page", methods: form },
  "/sso": { kind: "route", methods: read },
  "/continue": { kind: "route", methods: read },
};

/** Where a login by an external provider begins, comes back to, and is finished. */
const toProvider = /^\/auth\/\w{1,40}$/;
const fromProvider = /^\/auth\/\w{1,40}\/callback$/;
const providerStep = /^\/auth\/\w{1,40}\/(?:stopped|finish|connect)$/;

/** `/healthz` and `/readyz`, which every host answers. */
export const healthRoute: Route = { kind: "api", methods: read };

/** The route of `path` on `surface`, or null: there is no such path there. */
export function findRoute(surface: Surface, path: string): Route | null {
  if (path.startsWith("/_next/static/")) return { kind: "static", methods: read };
  if (path === "/favicon.svg" || path === "/favicon.ico") return { kind: "icon", methods: read };
  if (path === CSP_REPORTS) return { kind: "api", methods: ["POST"] };
  if (library.test(path)) return { kind: "library", methods: read };
  if (surface.kind === "deployment" && path === "/v1/users/import")
    return { kind: "api", methods: all, takesFile: true };
  if (isUnder(path, "/v1")) return { kind: "api", methods: all };
  if (surface.kind === "hosted") return findHosted(path);
  return findOnDeployment(path) ?? (surface.app ? findHosted(path) : null);
}

/** authrocket.js: the newest, one version of it, and its types. */
const library = /^\/authrocket(?:-[0-9a-f]{12})?\.js$|^\/authrocket\.d\.ts$/;

/** Stylesheets and images of an app's own look. */
const ownLook = /^\/(?:look\/[0-9a-f]{32}\.css|assets\/[0-9a-f]{64}\.(?:png|jpg|webp|svg))$/;

/** Where an administrator sends CSS and images: 512 KB of image, or all the text of a look. */
const lookEditor = /^\/console\/realms\/\w+\/apps\/\w+\/look$/;
/** The preview beside it, what the preview shows of a look that is being typed, and the images in it. */
const lookPreview = /^\/console\/realms\/\w+\/apps\/\w+\/look\/preview$/;
const lookTyped = /^\/console\/realms\/\w+\/apps\/\w+\/look\/typed$/;
const realmAsset = /^\/console\/realms\/\w+\/assets\/[0-9a-f]{64}\.(?:png|jpg|webp|svg)$/;
const MOST_LOOK_BYTES = 768 * 1024;

/** Where an administrator words a mail, and what shows it: 20,000 characters, which come along once more after a try. */
const mailEditor = /^\/console\/realms\/\w+\/(?:mails\/[a-z._]+|hooks\/\w+)$/;
const mailPreview = /^\/console\/realms\/\w+\/(?:mails\/[a-z._]+|hooks)\/preview$/;

/** Where users are imported from, with a form of a little more than its file. */
const importPage = /^\/console\/realms\/\w+\/users\/import$/;
const importRun = /^\/console\/realms\/\w+\/users\/import\/run$/;
const MOST_FILE_BYTES = 256 * 1024 * 1024 + 64 * 1024;

function findHosted(path: string): Route | null {
  if (ownLook.test(path)) return { kind: "look", methods: read };
  if (toProvider.test(path)) return { kind: "route", methods: read };
  if (fromProvider.test(path)) return { kind: "route", methods: form, fromElsewhere: true };
  if (providerStep.test(path)) return { kind: "page", methods: form };
  return Object.hasOwn(hosted, path) ? (hosted[path] ?? null) : null;
}

function findOnDeployment(path: string): Route | null {
  const { demo } = env();
  if (path === "/") return { kind: "redirect", to: demo ? "/demo" : "/console", methods: read };
  if (lookEditor.test(path)) return { kind: "page", methods: form, mostBytes: MOST_LOOK_BYTES, framing: "frames" };
  if (lookPreview.test(path)) return { kind: "page", methods: read, framing: "framed" };
  if (lookTyped.test(path)) return { kind: "route", methods: ["POST"], mostBytes: MOST_LOOK_BYTES };
  if (realmAsset.test(path)) return { kind: "route", methods: read };
  if (importRun.test(path))
    return { kind: "route", methods: ["POST"], mostBytes: MOST_FILE_BYTES, takesFile: true, framing: "document" };
  if (importPage.test(path)) return { kind: "page", methods: read, framing: "frames" };
  if (mailPreview.test(path)) return { kind: "route", methods: form, mostBytes: MOST_LOOK_BYTES, framing: "document" };
  if (mailEditor.test(path)) return { kind: "page", methods: form, mostBytes: MOST_LOOK_BYTES, framing: "frames" };
  if (path === "/console/audit.csv") return { kind: "route", methods: read };
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
