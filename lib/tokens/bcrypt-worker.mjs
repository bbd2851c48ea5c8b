// Runs bcryptjs away from the main thread (lib/tokens/password-hash.ts).
import { parentPort } from "node:worker_threads";
import bcrypt from "bcryptjs";
import { lowerThisThread } from "./hash-threads.mjs";

lowerThisThread();

parentPort?.on("message", async (job) => {
  try {
    const result =
      job.verb === "hash" ? await bcrypt.hash(job.password, job.cost) : await bcrypt.compare(job.password, job.hash);
    parentPort?.postMessage({ id: job.id, result });
  } catch (error) {
    parentPort?.postMessage({ id: job.id, error: String(error) });
  }
});
