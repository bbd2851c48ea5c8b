import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { type Context, Hono } from "hono";
import { processWide } from "@/lib/process-wide";

/** A file as it is sent: its bytes as they are and compressed, and the hash of its content. */
type File = { readonly bytes: Buffer; readonly gzipped: Buffer; readonly hash: string };

const folder = () => path.join(/* turbopackIgnore: true */ process.cwd(), "public");
const hashInName = /^authrocket-([0-9a-f]{12})\.js$/;

/**
 * `GET /authrocket.js`: the newest, asked for again after five minutes, with the name of its version in Content-Location
 * (RFC 9110); `GET /authrocket-<hash>.js`: that version and no other, for ever; `GET /authrocket.d.ts`: its types. The
 * same on every host. They are made by `npm run generate`.
 */
export function authrocketRoutes(): Hono {
  const routes = new Hono();
  routes.get("/:name{authrocket[\\w.-]+}", async (c) => {
    const name = c.req.param("name");
    const file = (await processWide("authrocket", readFiles)).get(name);
    return file ? answer(c, name, file) : c.notFound();
  });
  return routes;
}

async function readFiles(): Promise<ReadonlyMap<string, File>> {
  const files = new Map<string, File>();
  for (const name of await readdir(folder())) {
    if (!name.startsWith("authrocket")) continue;
    const bytes = await readFile(path.join(folder(), name));
    const hash = createHash("sha256").update(bytes).digest("hex");
    const named = hashInName.exec(name)?.[1] ?? "";
    if (hash.startsWith(named)) files.set(name, { bytes, gzipped: gzipSync(bytes, { level: 9 }), hash });
  }
  return files;
}

function answer(c: Context, name: string, { bytes, gzipped, hash }: File): Response {
  const tag = `W/"${hash.slice(0, 24)}"`;
  c.header("ETag", tag);
  c.header("Vary", "Accept-Encoding");
  if (name === "authrocket.js") c.header("Content-Location", `/authrocket-${hash.slice(0, 12)}.js`);
  c.header("Cache-Control", hashInName.test(name) ? "public, max-age=31536000, immutable" : "public, max-age=300");
  if ((c.req.header("if-none-match") ?? "").split(/\s*,\s*/).includes(tag)) return c.body(null, 304);
  c.header("Content-Type", `text/${name.endsWith(".js") ? "javascript" : "plain"}; charset=utf-8`);
  if (!/\bgzip\b/.test(c.req.header("accept-encoding") ?? "")) return c.body(new Uint8Array(bytes));
  c.header("Content-Encoding", "gzip");
  return c.body(new Uint8Array(gzipped));
}
