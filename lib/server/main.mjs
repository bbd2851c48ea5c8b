// The process: prepares Next, waits for lib/server/start.ts, listens, and drains when it is told to stop.
// Plain JavaScript, run by node itself: everything else here is bundled by Next and handed over on globalThis.
import "./heap.mjs";
import { EventEmitter } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";

const DRAIN_MS = 10_000;
const dir = path.resolve(import.meta.dirname, "../..");
const dev = process.argv.includes("--dev");
process.env.NODE_ENV ??= dev ? "development" : "production";

/** Ends a start that cannot succeed: one sentence for the operator, exit code 1. */
function giveUp(error) {
  const message = String(error?.message || error).split("\n")[0];
  process.stderr.write(`${message}\n`, () => process.exit(1));
}

async function main() {
  if (!dev && !existsSync(path.join(dir, ".next/BUILD_ID")))
    throw new Error("There is no build here: run npm run build first.");
  const { default: next } = await import("next");
  // Next adds a listener for WebSockets to the server it is given: this one gets none.
  const pages = next({ dev, dir, quiet: true, httpServer: new EventEmitter() });

  // prepare() starts register() of instrumentation.ts but neither awaits it nor minds its throw.
  const started = new Promise((resolve, reject) => {
    globalThis[Symbol.for("gatehouse.start")] = { resolve, reject };
  });
  started.catch(() => undefined);
  await pages.prepare();
  const { port, host, createServer, listening, drain } = await started;

  const server = createServer(pages.getRequestHandler());
  await new Promise((resolve, reject) => {
    server.once("error", (error) =>
      reject(
        error.code === "EADDRINUSE" ? new Error(`Port ${port} is taken: stop what listens there, or set PORT.`) : error,
      ),
    );
    server.listen(port, host, resolve);
  });
  if (dev) server.on("upgrade", pages.getUpgradeHandler());
  // Where Next asks itself for a page. Left unset, it would ask the address that the browser asked.
  process.env.__NEXT_PRIVATE_ORIGIN = `http://${host?.includes(":") ? `[${host}]` : (host ?? "127.0.0.1")}:${server.address().port}`;
  listening(server.address().port);

  const stop = () => {
    setTimeout(() => process.exit(1), DRAIN_MS);
    drain(server).then(() => process.exit(0), giveUp);
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

main().catch(giveUp);
