import { randomBytes } from "node:crypto";
import type { PGlite } from "@electric-sql/pglite";
import type { Client, Pool } from "pg";
import { CHANGES, forgetKept, keepWhile } from "./kept";

/** How often the listening connection is tried, in ms, and how long one answer is relied on. */
const BEAT_MS = 500;
const RELIED_ON_MS = 2_000;
/** A connection that has told nothing for so long is replaced by another. */
const DEAF_MS = 10_000;

/** The embedded database tells its own process, before the change itself is answered. */
export async function hearEmbedded(database: PGlite): Promise<() => Promise<void>> {
  const stop = await database.listen(CHANGES, forgetKept);
  keepWhile(() => true);
  return async () => {
    keepWhile(() => false);
    await stop();
  };
}

/**
 * Hears of changes over a connection of its own. That it hears is never taken for granted: twice a second another
 * connection calls, and only what has heard such a call within 2 s counts. So a connection that was cut, that a network
 * has forgotten, or that leads to a pooler which passes no notifications on, leads to reading each time.
 */
export function hearPostgres(pool: Pool, open: () => Client): () => Promise<void> {
  const call = `gatehouse_call_${randomBytes(8).toString("hex")}`;
  let ear: Client | null = null;
  let begunAt = 0;
  let heardAt = Number.NEGATIVE_INFINITY;
  let busy = false;

  function leave(one: Client): void {
    if (ear !== one) return;
    ear = null;
    heardAt = Number.NEGATIVE_INFINITY;
    forgetKept();
    void one.end().catch(() => undefined);
  }

  async function begin(): Promise<void> {
    const next = open();
    ear = next;
    begunAt = performance.now();
    next.on("error", () => leave(next));
    next.on("end", () => leave(next));
    next.on("notification", ({ channel, payload }) => {
      if (ear !== next) return;
      if (channel === CHANGES) forgetKept();
      else heardAt = Number(payload);
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANGES}; LISTEN ${call}`);
      if (ear !== next) await next.end(); // stopped meanwhile
    } catch (error) {
      leave(next);
      throw error;
    }
  }

  async function beat(): Promise<void> {
    if (ear && performance.now() - Math.max(heardAt, begunAt) > DEAF_MS) leave(ear);
    if (!ear) await begin();
    await pool.query("SELECT pg_notify($1, $2)", [call, String(performance.now())]);
  }

  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void beat()
      .catch(() => undefined) // the next beat tries again
      .finally(() => {
        busy = false;
      });
  }, BEAT_MS);
  timer.unref();
  keepWhile(() => performance.now() - heardAt < RELIED_ON_MS);

  return async () => {
    clearInterval(timer);
    keepWhile(() => false);
    const last = ear;
    ear = null;
    await last?.end().catch(() => undefined);
  };
}
