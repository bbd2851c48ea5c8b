// `npm run demo`: builds where there is no build of these sources, starts the server with a demo realm in it, and says
// what to open. The server runs in this very process, so a signal reaches it as it does under `npm start`.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const record = path.join(root, ".next/built-from.sha256");
const sources = [
  "app",
  "components",
  "lib",
  "prisma",
  "public",
  "instrumentation.ts",
  "next.config.mjs",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];
const port = Number(process.env.PORT || 3000);
const host = process.env.HOST || undefined;

const say = (text) => process.stdout.write(`${text}\n`);

/** Ends a demo that cannot start: one sentence, exit code 1. */
function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

async function checkNode() {
  const { engines } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  const [needed, current] = [engines.node, process.versions.node].map((text) => text.match(/\d+/g).map(Number));
  const tooOld = current[0] < needed[0] || (current[0] === needed[0] && current[1] < needed[1]);
  if (tooOld)
    giveUp(`Gatehouse needs Node ${needed.slice(0, 2).join(".")} or newer, and this is ${process.versions.node}.`);
  if (!existsSync(path.join(root, "node_modules/next/package.json")))
    giveUp("The packages are not there yet: run npm ci first.");
}

/** Said before a build, not after it. */
function checkPort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => {
      if (error.code === "EADDRINUSE")
        giveUp(`Port ${port} is taken. Stop what listens there, or choose another: PORT=${port + 1} npm run demo`);
      giveUp(`Port ${port} cannot be used (${error.code}). Choose another: PORT=3001 npm run demo`);
    });
    probe.listen({ port, host }, () => probe.close(resolve));
  });
}

/** One hash over the paths and bytes of everything a build is made from. Tests and what is generated are not. */
async function fingerprint() {
  const hash = createHash("sha256").update(process.versions.node);
  for (const source of sources) await add(source);
  return hash.digest("hex");

  async function add(name) {
    if (name === "lib/db/generated" || name.startsWith("public/authrocket") || /\.test\.tsx?$/.test(name)) return;
    const place = path.join(root, name);
    const entries = await readdir(place).catch((error) => (error.code === "ENOTDIR" ? null : []));
    if (entries) for (const entry of entries.sort()) await add(`${name}/${entry}`);
    else
      hash
        .update(`${name}\0`)
        .update(await readFile(place))
        .update("\0");
  }
}

/** Runs a step of the build; what it says is shown only when it fails. */
function run(args) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    const said = [];
    const stop = (signal) => child.kill(signal);
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.once(signal, stop);
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => said.push(chunk));
    child.once("error", reject);
    child.once("close", (code, signal) => {
      for (const name of signals) process.off(name, stop);
      if (signal) process.exit(1);
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(said).subarray(-8_000));
      giveUp("The build failed: see above.");
    });
  });
}

async function build() {
  const wanted = await fingerprint();
  const built =
    existsSync(path.join(root, ".next/BUILD_ID")) && (await readFile(record, "utf8").catch(() => "")) === wanted;
  if (built && existsSync(path.join(root, "lib/db/generated"))) return;
  say("Building. This takes a minute or two, and only the first time.");
  await run([".config/generate.mjs"]);
  await run(["node_modules/next/dist/bin/next", "build"]);
  await writeFile(record, wanted);
}

/** Waits until this process answers, then reads what the seed wrote. */
async function whenReady() {
  const at = `http://${host && host !== "0.0.0.0" && host !== "::" ? host : "127.0.0.1"}:${port}/readyz`;
  for (;;) {
    const answer = await fetch(at, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const place = path.resolve(process.env.DATA_DIR || "./.data", "demo.json");
  return { place, demo: JSON.parse(await readFile(place, "utf8")) };
}

/** Passwords go to a person at a terminal, never into a file that the output was sent to. */
function printWhatToOpen({ place, demo }) {
  const shown = (password) => (process.stdout.isTTY ? `password ${password}` : "password in demo.json");
  const lines = [
    "",
    "  Gatehouse is running, with a demo in it. Open:",
    "",
    `    ${demo.origin}/demo`,
    "      A small app of somebody else's that uses it. Start here.",
    `    ${demo.apps.user.url}/login`,
    `      Its login page. Sign up, or log in as ${demo.user.username}, ${shown(demo.user.password)}`,
    `    ${demo.origin}/console`,
    `      The console. Sign in as ${demo.admin.email}, ${shown(demo.admin.password)}`,
    `    ${demo.origin}/demo/mail`,
    "      The mails it would have sent.",
    "",
    `  All names, passwords and keys: ${place}`,
    "  Stop it with Ctrl-C. The data stays.",
    "",
  ];
  say(lines.join("\n"));
}

await checkNode();
await checkPort();
process.chdir(root);
await build();
process.env.DEMO = "1";
process.env.NODE_ENV = "production";
await import("../lib/server/main.mjs");
whenReady().then(printWhatToOpen, (error) =>
  process.stderr.write(`The demo runs, but demo.json cannot be read: ${error.message}\n`),
);
