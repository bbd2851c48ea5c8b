import type { Context } from "hono";
import { formFields, type RawFields } from "@/lib/request/input";

/** Forms and LoginRocket bodies, in bytes (design: 64 KB). */
const MOST_BYTES = 64 * 1024;

/** A body that cannot be read, with the status that says so. */
export class BodyError extends Error {
  constructor(readonly status: 400 | 413 | 415) {
    super(`The body was refused with ${status}.`);
  }
}

/**
 * The fields of a JSON or form body. Reads no more than the limit, whatever the request says of its own length. Throws a
 * BodyError for a body that is too large (413), of another type (415), or not what its type says (400).
 */
export async function readBody(c: Context): Promise<RawFields> {
  const type = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  const text = await readText(c);
  if (type === "application/json") return jsonFields(text);
  if (type !== "application/x-www-form-urlencoded") throw new BodyError(415);
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(text)) form.append(name, value);
  return formFields(form);
}

async function readText(c: Context): Promise<string> {
  if (Number(c.req.header("content-length") ?? 0) > MOST_BYTES) throw new BodyError(413);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = c.req.raw.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    bytes += read.value.byteLength;
    if (bytes > MOST_BYTES) throw new BodyError(413);
    chunks.push(read.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function jsonFields(text: string): RawFields {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new BodyError(400);
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new BodyError(400);
  const fields = body as Readonly<Record<string, unknown>>;
  // null counts as not sent: clients write out the fields they leave blank.
  return (name) => (Object.hasOwn(fields, name) && fields[name] !== null ? [fields[name]] : []);
}
