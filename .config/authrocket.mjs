// Builds authrocket.js, the library that apps load, from lib/browser/authrocket.ts: public/authrocket.js, always the
// newest, and a copy whose name holds its content's hash. Types beside them. Copies of earlier versions stay: pages that
// load them by name, with integrity, count on that.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const root = path.resolve(import.meta.dirname, "..");
const out = path.join(root, "public");
const source = readFileSync(path.join(root, "lib/browser/authrocket.ts"), "utf8");
const compilerOptions = {
  target: ts.ScriptTarget.ES2018,
  module: ts.ModuleKind.ESNext,
  removeComments: true,
  isolatedDeclarations: true,
  declaration: true,
};
// A plain script, not a module: what is exported is types alone.
const script = ts
  .transpileModule(source, { compilerOptions })
  .outputText.replace(/^export \{\};$/gm, "")
  .trim();
const types = ts.transpileDeclaration(source, { compilerOptions: { ...compilerOptions, removeComments: false } });

const text = `${script}\n`;
const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
writeFileSync(path.join(out, "authrocket.js"), text);
writeFileSync(path.join(out, `authrocket-${hash}.js`), text);
writeFileSync(path.join(out, "authrocket.d.ts"), types.outputText);
