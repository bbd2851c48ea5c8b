import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { env } from "@/lib/env";
import { processWide } from "@/lib/process-wide";

/** Reads the generated secret, or makes it: written aside and linked into place, so that no reader sees half of one. */
function generatedSecret(dataDir: string): string {
  const place = path.join(dataDir, "secret");
  try {
    return readFileSync(place, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const aside = `${place}.${process.pid}`;
  writeFileSync(aside, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  chmodSync(aside, 0o600);
  try {
    linkSync(aside, place);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(aside);
  }
  return readFileSync(place, "utf8").trim();
}

/** The root of every encryption and signing key: `SECRET`, or what was generated once into `DATA_DIR/secret`. */
export function rootSecret(): string {
  return processWide("root-secret", () => env().secret ?? generatedSecret(env().dataDir));
}
