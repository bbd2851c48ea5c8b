import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { postForm } from "@/e2e/fixtures/post-form";
import { prepareData } from "@/e2e/fixtures/prepared-data";
import { startServer } from "@/e2e/fixtures/server";

/** Every name that some file of ours gives to processWide. */
function names(): string[] {
  const files = readdirSync("lib", { recursive: true, encoding: "utf8" }).filter(
    (file) => /\.ts$/.test(file) && !/\.test\.ts$/.test(file),
  );
  const found = files.flatMap((file) => [
    ...readFileSync(path.join("lib", file), "utf8").matchAll(/processWide(?:<[^(]*>)?\(\s*"([^"]+)"/g),
  ]);
  return [...new Set(found.map(([, name]) => name ?? ""))];
}

/** Loaded into the server before anything else: counts how often each home on globalThis is filled. */
const probe = `
import { writeFileSync } from "node:fs";
const counts = {};
for (const name of JSON.parse(process.env.PROBE_NAMES)) {
  let value;
  counts[name] = 0;
  Object.defineProperty(globalThis, Symbol.for("gatehouse." + name), {
    configurable: true,
    get: () => value,
    set: (next) => { value = next; counts[name] += 1; },
  });
}
process.on("exit", () => writeFileSync(process.env.PROBE_FILE, JSON.stringify(counts)));
`;

test("what exists once a process has one copy, shared by main.mjs, instrumentation, pages and actions", async () => {
  const data = await prepareData();
  const folder = await mkdtemp(path.join(tmpdir(), "gatehouse-test-"));
  const place = path.join(folder, "counts.json");
  await writeFile(path.join(folder, "probe.mjs"), probe);
  const server = await startServer({
    dataDir: data.dataDir,
    env: {
      SECRET: data.secret,
      NODE_OPTIONS: `--import ${path.join(folder, "probe.mjs")}`,
      PROBE_NAMES: JSON.stringify(names()),
      PROBE_FILE: place,
    },
  });
  const host = `acorn.localhost:${server.port}`;
  const posted = await postForm(server, "/login", {
    host,
    fields: { username: "nobody", password: "not the password" },
  });
  expect(posted.text).toContain('role="alert"');
  expect(await server.stop()).toBe(0);

  const counts: Record<string, number> = JSON.parse(await readFile(place, "utf8"));
  expect(Object.values(counts).filter((count) => count > 1)).toEqual([]);
  expect(counts).toMatchObject({ database: 1, env: 1, log: 1, "request-context": 1 });
  await data.remove();
});
