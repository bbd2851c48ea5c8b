import { Hono } from "hono";
import { findAsset } from "@/lib/admin/assets";
import { assetAddress, assetHash } from "@/lib/domain/asset-address";
import { sheetHash, sheetText } from "@/lib/domain/look";
import { processWide } from "@/lib/process-wide";
import { currentRequest } from "@/lib/request/context";

/** Stylesheets that were cleaned already: cleaning a large one takes some 20 ms. */
const MOST_KEPT = 50;

/**
 * `GET /look/<hash>.css` and `GET /assets/<hash>.<type>`, on the host of an app: what its own pages link to, at the name
 * that its present content has. Any other name is nobody's, another app's or realm's too (security.md 100).
 */
export function lookRoutes(): Hono {
  const routes = new Hono();
  routes.get("/look/:name", (c) => {
    const css = currentRequest().surface.app?.look.css ?? [];
    const hash = sheetHash(css);
    if (hash === null || c.req.param("name") !== `${hash}.css`) return c.notFound();
    return c.body(sheetOnce(hash, css), 200, { "Content-Type": "text/css; charset=utf-8" });
  });
  routes.get("/assets/:name", async (c) => {
    const { app } = currentRequest().surface;
    const hash = assetHash(c.req.path);
    const asset = app && hash && (await findAsset(app.realm.id, hash));
    if (!asset || assetAddress({ contentHash: hash, contentType: asset.contentType }) !== c.req.path)
      return c.notFound();
    return c.body(asset.bytes, 200, { "Content-Type": asset.contentType });
  });
  return routes;
}

function sheetOnce(hash: string, css: readonly string[]): string {
  const kept = processWide("stylesheets", () => new Map<string, string>());
  const text = kept.get(hash) ?? sheetText(css);
  kept.delete(hash);
  kept.set(hash, text);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return text;
}
