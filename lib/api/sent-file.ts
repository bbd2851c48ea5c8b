import type { Context } from "hono";
import { BodyError } from "./read-body";

/** The most bytes of a file: a million users, more than one call imports. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Thrown where a file ends before its end: whoever sends it went away. What was read last may be half of something. */
export class CutFileError extends Error {}

/**
 * A file that is sent as the body, read as it comes. Throws a BodyError for one of another type than those (415) or that
 * says it is too large (413); what it yields throws one when it turns out so, and a CutFileError when it does not come whole.
 */
export function sentFile(c: Context, types: readonly string[]) {
  const type = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (!types.includes(type)) throw new BodyError(415);
  if (Number(c.req.header("content-length") ?? 0) > MOST_BYTES) throw new BodyError(413);
  return { type, bytes: bytesOf(c.req.raw.body) };
}

async function* bytesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  let bytes = 0;
  try {
    for (let part = await next(reader); part && !part.done; part = await next(reader)) {
      bytes += part.value.byteLength;
      if (bytes > MOST_BYTES) throw new BodyError(413);
      yield part.value;
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

async function next(reader: ReadableStreamDefaultReader<Uint8Array> | undefined) {
  try {
    return await reader?.read();
  } catch {
    throw new CutFileError();
  }
}
