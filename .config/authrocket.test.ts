import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";

const built = path.resolve(import.meta.dirname, "../public");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "gatehouse-types-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the compiler has to say of each of these scripts, on a page that has nothing but authrocket.d.ts. */
async function complaints(...scripts: string[]): Promise<number[]> {
  const files = scripts.map((_, index) => path.join(folder, `${index}.ts`));
  await Promise.all(files.map((file, index) => writeFile(file, `${scripts[index]}; export {}`)));
  const program = ts.createProgram([path.join(built, "authrocket.d.ts"), ...files], {
    ...{ strict: true, noEmit: true, types: [], lib: ["lib.es2022.d.ts", "lib.dom.d.ts"] },
    ...{ target: ts.ScriptTarget.ES2022, exactOptionalPropertyTypes: true },
  });
  return files.map((file) => program.getSemanticDiagnostics(program.getSourceFile(file)).length);
}

test("authrocket.js is less than 3 KB compressed, plain script, and complete without anything else", async () => {
  const script = await readFile(path.join(built, "authrocket.js"));
  expect(gzipSync(script).byteLength).toBeLessThan(3 * 1024);
  expect(script.toString()).not.toMatch(/\b(?:import|export|require)\b/);
});

test("authrocket.d.ts types the global AuthRocket, and refuses what is not there", async () => {
  const good = `
    AuthRocket.setInstanceUrl("https://myapp.login.example.com", { jsonp: true });
    AuthRocket.authenticate({ username: "frank", password: "x" }, (response) => response.result === "need_mfa");
    window.AuthRocket.logout();
    AuthRocket.promises.checkSession({ token: null }).then(({ valid }) => valid satisfies boolean | undefined);`;
  const unknown = "AuthRocket.authenticat({})";
  const nested = 'AuthRocket.authenticate({ username: { not: "" } })';
  expect(await complaints(good, unknown, nested)).toEqual([0, 1, 1]);
});
