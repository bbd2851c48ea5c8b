import { createHash } from "node:crypto";
import { realpath, rename, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** Another process works on this data directory. Its message is one sentence for the operator. */
export class DataDirTakenError extends Error {}

/**
 * Takes `dataDir` for this process, or throws a DataDirTakenError: PGlite has no lock of its own, and two processes on
 * one cluster silently lose rows. The lock is a listening socket in the directory: the system drops it with the
 * process, however that ends, so no stale lock survives a kill and no wait is needed after one.
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const place = await socketPlace(dataDir);
  for (let attempt = 0; attempt < 20; attempt++) {
    const server = await listen(place);
    if (server) {
      return () =>
        new Promise((resolve) => {
          server.close(() => resolve());
        });
    }
    if (await answers(place)) break;
    await removeStale(place);
  }
  throw new DataDirTakenError(
    `The data directory ${dataDir} is in use by another Gatehouse process: stop that one, or set DATA_DIR to another directory.`,
  );
}

/** Socket paths end at about 100 bytes; a deeper directory gets a name of its own among the temporary files. */
async function socketPlace(dataDir: string): Promise<string> {
  const real = await realpath(dataDir);
  const name = `gatehouse-${createHash("sha256").update(real).digest("hex").slice(0, 24)}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\${name}`;
  const inside = path.join(real, "lock");
  return Buffer.byteLength(inside) < 90 ? inside : path.join(tmpdir(), name);
}

function listen(place: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end());
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(null) : reject(error),
    );
    server.listen(place, () => {
      server.unref();
      resolve(server);
    });
  });
}

function answers(place: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(place);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code !== "ECONNREFUSED" && error.code !== "ENOENT"),
    );
  });
}

/** Of several that find a stale socket at once, one moves it away; a living one that was moved by mistake moves back. */
async function removeStale(place: string): Promise<void> {
  const aside = `${place}.${process.pid}`;
  await rename(place, aside).catch(() => undefined);
  if (await answers(aside).catch(() => false)) await rename(aside, place).catch(() => undefined);
  else await rm(aside, { force: true });
}
