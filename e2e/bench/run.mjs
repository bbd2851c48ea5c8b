// `npm run bench [-- figure …]`: measures a production server of the build that is there, on the embedded database, or
// on databases of its own on the server of DATABASE_URL. Prints a table, and then all of it as JSON. The load comes from
// this process, on the same cores as the server and its database.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import path from "node:path";
import { figures } from "./figures.mjs";
import { engine, startPlace } from "./places.mjs";
import { root, startBare } from "./servers.mjs";

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(figures, name));
if (unknown.length > 0) {
  process.stderr.write(`There is no figure ${unknown.join(", ")}. There are: ${Object.keys(figures).join(", ")}.\n`);
  process.exit(1);
}
const chosen = Object.entries(figures).filter(([name]) => asked.length === 0 || asked.includes(name));
const needs = (what) => chosen.some(([, figure]) => figure.needs.includes(what));
const say = (text) => process.stderr.write(`${text}\n`);

async function measure() {
  const place = needs("place") ? await startPlace({ users: 1000, realms: 1 }) : null;
  const bare = needs("bare") ? await startBare() : null;
  const [known, rows] = [{}, []];
  const take = async (needed) => {
    for (const [name, figure] of chosen.filter(([, { needs: own }]) => own.length > 0 === needed)) {
      say(`${name} …`);
      rows.push(...(await figure.of({ place, bare, known })));
    }
  };
  try {
    await take(true);
  } finally {
    await bare?.stop();
    await place?.stop();
  }
  await take(false);
  return { rows, hash: place?.hashParameters ?? null, database: place?.databaseVersion ?? null };
}

function machine() {
  const git = (...args) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  const packages = ["next", "hono", "@prisma/client", "@node-rs/argon2", "@electric-sql/pglite", "pg", "autocannon"];
  const version = (name) =>
    JSON.parse(readFileSync(path.join(root, "node_modules", name, "package.json"), "utf8")).version;
  return {
    date: new Date().toISOString(),
    commit: git("rev-parse", "--short", "HEAD") + (git("status", "--porcelain") === "" ? "" : ", changed"),
    cpu: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1e9),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    packages: Object.fromEntries(packages.map((name) => [name, version(name)])),
  };
}

const { rows, hash, database } = await measure();
const mark = (reached) => (reached === null ? "" : reached ? "yes" : "no");
const lines = [
  ["figure", "measured", "must be", "reached", "seen"],
  ["---", "---", "---", "---", "---"],
  ...rows.map(({ figure, value, must, reached, detail }) => [
    figure,
    value.toFixed(value >= 100 ? 0 : 2),
    must ?? "",
    mark(reached),
    detail,
  ]),
];
process.stdout.write(`${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n\n`);
process.stdout.write(`${JSON.stringify({ engine, database, hash, ...machine(), rows }, null, 2)}\n`);
