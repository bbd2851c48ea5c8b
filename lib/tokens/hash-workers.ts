import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { processWide } from "@/lib/process-wide";

/** The work of a hash, and what it answers. */
type Work = {
  "argon2-hash": { job: { password: string; options: object }; result: string };
  "argon2-verify": { job: { password: string; hash: string }; result: boolean };
  "bcrypt-hash": { job: { password: string; cost: number }; result: string };
  "bcrypt-compare": { job: { password: string; hash: string }; result: boolean };
  scrypt: { job: { password: string; salt: Uint8Array; length: number; options: object }; result: Uint8Array };
  pbkdf2: {
    job: { password: string; salt: Uint8Array; iterations: number; length: number; digest: string };
    result: Uint8Array;
  };
};

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };
type Home = { readonly worker: Worker; readonly waiting: Map<number, Waiting> };

const pool = () => processWide("hash-workers", () => ({ homes: new Set<Home>(), next: 0 }));

/**
 * Does the work of a hash in a thread that gives way to the one that answers. As many workers as there are cores, each
 * made when it is first needed; one that dies fails its jobs and is made again.
 */
export function inHashWorker<V extends keyof Work>(verb: V, job: Work[V]["job"]): Promise<Work[V]["result"]> {
  const home = idlest();
  const id = pool().next++;
  return new Promise((resolve, reject) => {
    home.worker.postMessage({ id, job: { verb, ...job } });
    home.waiting.set(id, { resolve: (result) => resolve(result as Work[V]["result"]), reject });
    home.worker.ref(); // a process does not end while a hash is waited for
  });
}

function idlest(): Home {
  const { homes } = pool();
  const [first] = [...homes].sort((one, other) => one.waiting.size - other.waiting.size);
  return first && (first.waiting.size === 0 || homes.size >= availableParallelism()) ? first : openWorker();
}

function openWorker(): Home {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/tokens/hash-worker.mjs");
  const home: Home = { worker: new Worker(file), waiting: new Map() };
  const { worker, waiting } = home;
  const { homes } = pool();
  homes.add(home);
  worker.on("message", ({ id, result, error }: { id: number; result?: unknown; error?: string }) => {
    const job = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) job?.resolve(result);
    else job?.reject(new Error(error));
    if (waiting.size === 0) worker.unref();
  });
  const end = (why: Error) => {
    homes.delete(home);
    for (const job of waiting.values()) job.reject(why);
    waiting.clear();
  };
  worker.on("error", end);
  worker.on("exit", () => end(new Error("A hash worker ended.")));
  worker.unref(); // last, as a listener takes it back
  return home;
}
