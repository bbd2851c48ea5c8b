import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { processWide } from "@/lib/process-wide";

export type BcryptJob =
  | { readonly verb: "hash"; readonly password: string; readonly cost: number }
  | { readonly verb: "compare"; readonly password: string; readonly hash: string };

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void };
type Home = { readonly worker: Worker; readonly waiting: Map<number, Waiting> };

const pool = () => processWide("bcrypt-workers", () => ({ homes: new Set<Home>(), next: 0 }));

/**
 * Runs a job of bcryptjs, which is plain JavaScript: on the main thread it would stop every other request. As many
 * workers as there are cores, each made when it is first needed; one that dies fails its jobs and is made again.
 */
export function inBcryptWorker(job: BcryptJob): Promise<unknown> {
  const home = idlest();
  const id = pool().next++;
  return new Promise((resolve, reject) => {
    home.waiting.set(id, { resolve, reject });
    home.worker.postMessage({ id, ...job });
  });
}

function idlest(): Home {
  const { homes } = pool();
  const [first] = [...homes].sort((one, other) => one.waiting.size - other.waiting.size);
  return first && (first.waiting.size === 0 || homes.size >= availableParallelism()) ? first : openWorker();
}

function openWorker(): Home {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), "lib/tokens/bcrypt-worker.mjs");
  const home: Home = { worker: new Worker(file), waiting: new Map() };
  const { worker, waiting } = home;
  const { homes } = pool();
  homes.add(home);
  worker.unref();
  worker.on("message", ({ id, result, error }: { id: number; result?: unknown; error?: string }) => {
    const job = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) job?.resolve(result);
    else job?.reject(new Error(error));
  });
  const end = (why: Error) => {
    homes.delete(home);
    for (const job of waiting.values()) job.reject(why);
    waiting.clear();
  };
  worker.on("error", end);
  worker.on("exit", () => end(new Error("A bcrypt worker ended.")));
  return home;
}
