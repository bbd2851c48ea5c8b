import PgBoss from "pg-boss";
import { type JobData, type JobName, jobs } from "@/lib/domain/jobs";
import { processWide } from "@/lib/process-wide";
import type { Db } from "./sql";

/** Runs SQL as pg-boss writes it, and answers the rows of its last statement: one with values, any number without. */
export type RunText = (text: string, values?: readonly unknown[]) => Promise<unknown[]>;

/** Which try of a job it is: after the last one nothing follows. */
export type Try = { readonly last: boolean };

export type Handlers = { readonly [N in JobName]: (data: JobData[N], aTry: Try) => Promise<void> };

type Queue = {
  readonly run: RunText;
  readonly sender: PgBoss;
  worker: PgBoss | null;
  readonly workerIds: Map<string, string[]>;
};

const home = processWide<{ queue: Queue | null }>("queue", () => ({ queue: null }));

const names = Object.keys(jobs) as JobName[];

/** pg-boss over the database that is open already. It reports what went wrong by an event that must have a listener. */
function boss(run: RunText, options: { supervise: boolean }, onError: (error: Error) => void): PgBoss {
  const db = { executeSql: async (text: string, values?: unknown[]) => ({ rows: await run(text, values) }) };
  const made = new PgBoss({ db, schema: "jobs", supervise: options.supervise, schedule: options.supervise });
  made.on("error", onError);
  return made;
}

/**
 * Makes the queue's tables where they are missing; from then on jobs can be sent. They are worked on after `work`. With
 * several instances only one may do so at a time: pg-boss makes its schema before it takes a lock of its own.
 */
export async function openQueue(run: RunText): Promise<void> {
  const sender = boss(run, { supervise: false }, () => undefined);
  await sender.start();
  const known = new Set((await sender.getQueues()).map((queue) => queue.name));
  for (const name of names.filter((one) => !known.has(one))) {
    const { retries, firstWaitSeconds, longestSeconds, cron } = jobs[name];
    await sender.createQueue(name, {
      name,
      policy: cron ? "short" : "standard", // of work that comes by itself, one waits at most
      retryLimit: retries,
      retryDelay: firstWaitSeconds,
      retryBackoff: true,
      expireInSeconds: longestSeconds,
    });
  }
  home.queue = { run, sender, worker: null, workerIds: new Map() };
}

/** Begins to work on jobs in this process. A handler that throws is tried again by the rule of its kind. */
export async function work(handlers: Handlers, onError: (error: Error) => void): Promise<void> {
  const { queue } = home;
  if (!queue) throw new Error("The queue is not open.");
  queue.worker = boss(queue.run, { supervise: true }, onError);
  await queue.worker.start();
  for (const name of names) await workOn(queue, name, handlers[name] as Handle, onError);
}

type Handle = (data: unknown, aTry: Try) => Promise<void>;

async function workOn(
  { worker, workerIds }: Queue,
  name: JobName,
  handle: Handle,
  onError: (error: Error) => void,
): Promise<void> {
  if (!worker) return;
  const { workers, cron } = jobs[name];
  const ids: string[] = [];
  for (let count = 0; count < workers; count += 1) {
    const options = { batchSize: 1, pollingIntervalSeconds: 2, includeMetadata: true } as const;
    const id: string = await worker.work(name, options, async (batch) => {
      worker.notifyWorker(id); // after this one it looks for the next at once: only an idle worker waits
      for (const job of batch)
        await handle(job.data, { last: job.retryCount >= job.retryLimit }).catch((error: Error) => {
          onError(error);
          throw error;
        });
    });
    ids.push(id);
  }
  workerIds.set(name, ids);
  if (cron) await worker.schedule(name, cron);
}

/** Ends work on the queue: waits a few seconds for jobs under way. One that is cut off is taken up again later. */
export async function closeQueue(): Promise<void> {
  const { queue } = home;
  home.queue = null;
  await queue?.worker?.stop({ graceful: true, wait: true, timeout: 3_000, close: false });
  await queue?.sender.stop({ graceful: false, close: false });
}

/**
 * Sends a job as a part of the transaction `tx`: it is there when the transaction is, and only then. `afterSeconds`
 * holds it back that long.
 */
export async function sendJob<N extends JobName>(
  tx: Db,
  name: N,
  data: JobData[N],
  { afterSeconds = 0 }: { afterSeconds?: number } = {},
): Promise<void> {
  const { queue } = home;
  if (!queue) throw new Error("The queue is not open.");
  const db = {
    executeSql: async (text: string, values: unknown[] = []) => ({
      rows: await tx.$queryRawUnsafe<unknown[]>(text, ...values),
    }),
  };
  await queue.sender.send(name, data, { ...(afterSeconds > 0 ? { startAfter: afterSeconds } : {}), db });
}

/** Sends a job that is the whole of its change. Nobody is woken: it is done within two seconds, apart from its request. */
export async function queueJob<N extends JobName>(name: N, data: JobData[N]): Promise<void> {
  const { queue } = home;
  if (!queue) throw new Error("The queue is not open.");
  await queue.sender.send(name, data);
}

/** Has jobs of these kinds looked for at once, rather than at the next poll: said after their transaction. */
export function wakeWorkers(...kinds: readonly JobName[]): void {
  const { queue } = home;
  for (const kind of kinds) for (const id of queue?.workerIds.get(kind) ?? []) queue?.worker?.notifyWorker(id);
}
