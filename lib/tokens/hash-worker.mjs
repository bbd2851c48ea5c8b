// Does the work of password hashes away from the main thread (lib/tokens/hash-workers.ts).
import { pbkdf2Sync, scryptSync } from "node:crypto";
import { readlinkSync } from "node:fs";
import { setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { hashSync, verifySync } from "@node-rs/argon2";
import bcrypt from "bcryptjs";

// Hashes fill every core. Where another thread wants one, too, it gets nine times as much of it, so that whatever can be
// answered at once is. Linux alone keeps a priority for each thread.
try {
  setPriority(Number(readlinkSync("/proc/thread-self").split("/").at(-1)), 10);
} catch {
  // No such file, or no right to: then hashes are as urgent as all else.
}

const verbs = {
  "argon2-hash": ({ password, options }) => hashSync(password, options),
  "argon2-verify": ({ password, hash }) => verifySync(hash, password),
  "bcrypt-hash": ({ password, cost }) => bcrypt.hash(password, cost),
  "bcrypt-compare": ({ password, hash }) => bcrypt.compare(password, hash),
  scrypt: ({ password, salt, length, options }) => scryptSync(password, salt, length, options),
  pbkdf2: ({ password, salt, iterations, length, digest }) => pbkdf2Sync(password, salt, iterations, length, digest),
};

parentPort?.on("message", async ({ id, job }) => {
  try {
    parentPort?.postMessage({ id, result: await verbs[job.verb](job) });
  } catch (error) {
    parentPort?.postMessage({ id, error: String(error) });
  }
});
