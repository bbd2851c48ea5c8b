import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { sleep } from "./load.mjs";

export const root = path.resolve(import.meta.dirname, "../..");
/** Where the bare Next app is built: in the repository, to find the same packages; git and the linter pass it over. */
const bare = path.join(root, ".next-bench");
const READY_WITHIN_MS = 60_000;

/** A Gatehouse in production, of the build that is there. */
export async function startGatehouse(settings, port) {
  if (!existsSync(path.join(root, ".next/BUILD_ID")))
    throw new Error("There is no build here: run npm run build first.");
  const env = { LOG_LEVEL: "info", TRUST_PROXY: "1", ...settings, PORT: String(port) };
  return startServer(path.join(root, "lib/server/main.mjs"), { port, env, ready: "/readyz" });
}

/** A Next server that has nothing but one page and one route handler, built now from e2e/bench/bare. */
export async function startBare() {
  await rm(bare, { recursive: true, force: true });
  await cp(path.join(import.meta.dirname, "bare"), bare, { recursive: true });
  const next = path.join(root, "node_modules/next/dist/bin/next");
  await run([next, "build", bare], { NEXT_TELEMETRY_DISABLED: "1" });
  const port = await freePort();
  const server = await startServer(path.join(bare, "server.mjs"), { port, env: { PORT: String(port) }, ready: "/" });
  const stop = async () => {
    await server.stop();
    await rm(bare, { recursive: true, force: true });
  };
  return { ...server, stop };
}

/** Runs node to its end, and answers what it printed. */
export function run(args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...inherited(), ...env } });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        said += chunk;
      });
    child.once("close", (code) => (code === 0 ? resolve(said) : reject(new Error(`${args[0]} failed:\n${said}`))));
  });
}

async function startServer(script, { port, env, ready }) {
  const stdio = ["ignore", "ignore", "pipe"];
  const child = spawn(process.execPath, [script], { cwd: root, stdio, env: { ...inherited(), ...env } });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await fetch(`http://127.0.0.1:${port}${ready}`).then(answered, () => false))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`The server did not start: ${errors}`);
    }
    await sleep(100);
  }
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return { port, stop, residentMb: () => residentMb(child.pid) };
}

async function answered(response) {
  await response.arrayBuffer();
  return response.ok;
}

/** Resident memory of a process in MB (10^6 bytes); null where /proc does not say. */
async function residentMb(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kib = /VmRSS:\s+(\d+) kB/.exec(status)?.[1];
  return kib === undefined ? null : (Number(kib) * 1024) / 1e6;
}

export async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The bench's own settings are not the server's; what tools need to run is. */
function inherited() {
  const names = ["PATH", "HOME", "TMPDIR", "LANG", "NODE_OPTIONS"];
  const kept = Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  return { ...kept, NODE_ENV: "production" };
}
