import { z } from "zod";

const stored = z.record(z.string(), z.record(z.string(), z.string()));

/** An owner's own sentences as they are stored: by locale, then by code. What is not well-formed counts as none. */
export function readSentences(value: unknown): z.infer<typeof stored> {
  const read = stored.safeParse(value);
  return read.success ? read.data : {};
}
