import { existsSync, statfsSync } from "node:fs";

const memory = "/dev/shm";
const ENOUGH_BYTES = 2 * 1024 ** 3;

/**
 * Has tests keep their data directories in memory, where there is room for them: each is some thousand small files, and
 * making those on a disk takes longer than most tests. Containers often have no more than 64 MB there.
 */
export function keepInMemory() {
  if (!existsSync(memory)) return;
  const { bavail, bsize } = statfsSync(memory);
  if (bavail * bsize >= ENOUGH_BYTES) process.env.TMPDIR = memory;
}

/** What takes minutes, and times a quiet machine: only `npm run test:thorough` asks it (e2e/fixtures/thorough.ts). */
export const leftOut = process.env.THOROUGH === "1" ? [] : ["**/*.thorough.*"];
