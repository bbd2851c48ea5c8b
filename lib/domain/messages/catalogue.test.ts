import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { en } from "./en";

const root = path.resolve(import.meta.dirname, "../../..");
const sources = ["app", "components", "lib"]
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
      path.join(root, folder, file),
    ),
  )
  .filter(
    (file) =>
      /\.tsx?$/.test(file) && !file.includes("generated") && !file.includes("/messages/") && !file.endsWith(".test.ts"),
  )
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

/** Codes that are put together where they are used: `problem.${code}`, `front.${code}.title`, and the like. */
const composed = [...sources.matchAll(/`([a-z]+\.[a-z.-]*(?:\$\{[\w.]+\}[a-z.-]*)+)`/g)].map(
  ([, text = ""]) => new RegExp(`^${text.replace(/[.]/g, "\\.").replace(/\$\{[^}]*\}/g, "[a-z._-]*")}$`),
);

test("every sentence of the catalogue is used", () => {
  const unused = Object.keys(en).filter(
    (code) => !sources.includes(`"${code}"`) && !composed.some((one) => one.test(code)),
  );
  expect(unused).toEqual([]);
});
