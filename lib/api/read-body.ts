import type { Context } from "hono";
import { repeatsName } from "@/lib/domain/repeated-names";
import { formFields, type RawFields } from "@/lib/request/input";

/** The most bytes a body may have (design): forms and LoginRocket, and the management API. */
const mostBytes = { loginRocket: 64 * 1024, management: 1024 * 1024 } as const;

/** A body that cannot be read, with the status that says so. */
export class BodyError extends Error {
  constructor(readonly status: 400 | 413 | 415) {
    super(`The body was refused with ${status}.`);
  }
}

/**
 * The fields of a JSON or form body (also one in parts, as a browser's FormData is sent). Reads no more than the limit,
 * whatever the request says of its own length. Throws a BodyError for a body that is too large (413), of another type
 * (415), or not what its type says (400). One without a byte has no fields, whatever its type.
 */
export async function readBody(c: Context): Promise<RawFields> {
  const type = c.req.header("content-type") ?? "";
  if (/^multipart\/form-data\s*;/i.test(type)) return formFields(await parseParts(c, type));
  const body = await read(c, mostBytes.loginRocket);
  return body instanceof URLSearchParams ? formFields(asForm(body)) : jsonFields(body);
}

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * What a body of the management API says: a JSON object, or the pairs of a form; {} where there is none. Throws as
 * readBody does.
 */
export async function readLargeBody(c: Context): Promise<JsonObject | URLSearchParams> {
  return read(c, mostBytes.management);
}

/** A body as text. Throws a BodyError for one of more than `most` bytes (413), or that is no UTF-8 (400). */
export async function readText(c: Context, most: number): Promise<string> {
  return asText(await readBytes(c, most));
}

async function read(c: Context, most: number): Promise<JsonObject | URLSearchParams> {
  const type = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  const text = await readText(c, most);
  if (text.trim() === "") return {};
  if (type === "application/json") return parseObject(text);
  if (type !== "application/x-www-form-urlencoded") throw new BodyError(415);
  return new URLSearchParams(text);
}

async function readBytes(c: Context, most: number): Promise<Buffer<ArrayBuffer>> {
  const length = c.req.header("content-length");
  if (Number(length ?? 0) > most) throw new BodyError(413);
  // Node reads no more than that; without a stream it takes a fraction of the time.
  if (length !== undefined) return Buffer.from(await c.req.raw.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = c.req.raw.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > most) throw new BodyError(413);
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

/** Bytes that are no UTF-8 would all read as the same character, and different passwords as one. */
function asText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new BodyError(400);
  }
}

async function parseParts(c: Context, type: string): Promise<FormData> {
  const bytes = await readBytes(c, mostBytes.loginRocket);
  try {
    return await new Response(bytes, { headers: { "Content-Type": type } }).formData();
  } catch {
    throw new BodyError(400);
  }
}

function parseObject(text: string): JsonObject {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new BodyError(400);
  }
  if (!isObject(body) || repeatsName(text)) throw new BodyError(400);
  return body;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** null counts as not sent: clients write out the fields they leave blank. */
function jsonFields(object: JsonObject): RawFields {
  return (name) => (Object.hasOwn(object, name) && object[name] !== null ? [object[name]] : []);
}

function asForm(pairs: URLSearchParams): FormData {
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  return form;
}
