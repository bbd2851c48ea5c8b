import autocannon from "autocannon";

/**
 * What is asked: `next` gives the fields that change from one request to the next (headers, body), `isGood` tells an
 * answer that counts from a refusal.
 * @typedef {{ port: number, host: string, method: string, path: string, headers?: Record<string, string>,
 *   next?: () => { headers?: Record<string, string>, body?: string }, isGood: (status: number, body: string) => boolean }} Target
 * @typedef {{ good: number, refused: number, failed: number, seconds: number, times: number[], refusals: number[] }} Measured
 */

/** autocannon sends what a second may hold at the second's begin; so many of them, begun one after the other, spread it. */
const STREAMS = 20;

/**
 * Asks as fast as answers come, over `connections` at once, for so many seconds.
 * @param {Target} target
 * @param {{ connections: number, seconds: number }} load
 * @returns {Promise<Measured>}
 */
export async function flatOut(target, { connections, seconds }) {
  const measured = emptyMeasure();
  const began = performance.now();
  await run(target, { connections, duration: seconds }, measured);
  return { ...measured, seconds: (performance.now() - began) / 1000 };
}

/**
 * Asks `rate` times a second whatever the answers take, evenly spread, for so many seconds.
 * @param {Target} target
 * @param {{ rate: number, seconds: number }} load
 * @returns {Promise<Measured>}
 */
export async function paced(target, { rate, seconds }) {
  const measured = emptyMeasure();
  const streams = Math.min(STREAMS, Math.round(rate));
  const began = performance.now();
  await Promise.all(
    Array.from({ length: streams }, async (_, n) => {
      await sleep((n * 1000) / streams);
      const share = Math.floor(rate / streams) + (n < Math.round(rate) % streams ? 1 : 0);
      await run(target, { connections: share, overallRate: share, duration: seconds }, measured);
    }),
  );
  return { ...measured, seconds: (performance.now() - began) / 1000 };
}

/** The time in ms that this share of the answers stayed under. */
export function percentile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const emptyMeasure = () => ({ good: 0, refused: 0, failed: 0, seconds: 0, times: [], refusals: [] });

function run({ port, host, method, path, headers = {}, next, isGood }, load, measured) {
  let good = false;
  const request = {
    method,
    path,
    headers: { ...headers, host },
    ...(next ? { setupRequest: (before) => withFields(before, next()) } : {}),
    onResponse: (status, body) => {
      good = isGood(status, body);
    },
  };
  return new Promise((resolve, reject) => {
    const instance = autocannon(
      { url: `http://127.0.0.1:${port}`, ...load, timeout: 20, requests: [request] },
      (error, result) => {
        if (error) return reject(error);
        measured.failed += result.errors;
        return resolve(undefined);
      },
    );
    // onResponse has just been called for the same answer.
    instance.on("response", (_client, _status, _bytes, ms) => {
      measured[good ? "times" : "refusals"].push(ms);
      measured[good ? "good" : "refused"] += 1;
    });
  });
}

function withFields(before, { headers = {}, body = before.body }) {
  return { ...before, headers: { ...before.headers, ...headers }, ...(body === undefined ? {} : { body }) };
}
