import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { themeContract } from "@/lib/domain/theme-contract";

const root = path.resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const css = read("components/hosted/hosted.css").replace(/\/\*[\s\S]*?\*\//g, "");

/** What the hosted pages are made of. The console's and the demo's pages are not under the contract. */
const pages = ["app/(hosted)", "components/hosted", "components/ui"]
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
  )
  .filter((file) => file.endsWith(".tsx"))
  .map(read)
  .join("\n");

const found = (text: string, what: RegExp) => [...new Set([...text.matchAll(what)].map((match) => match[1] ?? ""))];
const rendered = [...pages.matchAll(/className=(?:"([^"]*)"|\{([^}]*)\})/g)].flatMap((match) =>
  found(match[0], /(?<![-\w])(gh-[a-z-]+)/g),
);
const classes: string[] = themeContract.classes.map(({ name }) => name);
const variables: string[] = themeContract.variables.map(({ name }) => name);

describe("the theme contract", () => {
  test("names each class and variable once, with what it is for", () => {
    for (const names of [classes, variables]) expect(names.length).toBe(new Set(names).size);
    for (const { about } of [...themeContract.classes, ...themeContract.variables]) expect(about).toMatch(/\.$/);
  });

  test("every class of it is on a page, and every class on a page is in it", () => {
    expect(classes.filter((name) => !rendered.includes(name))).toEqual([]);
    expect(rendered.filter((name) => !classes.includes(name))).toEqual([]);
  });

  test("every class in the stylesheet is in it", () => {
    expect(found(css, /\.(gh-[a-z-]+)/g).filter((name) => !classes.includes(name))).toEqual([]);
  });

  test("every variable of it is set and does something, and there is no other", () => {
    expect(found(css, /(--gh-[a-z-]+)\s*:/g).sort()).toEqual([...variables].sort());
    expect(variables.filter((name) => !css.includes(`var(${name})`))).toEqual([]);
  });

  test("colours are set for light and for dark", () => {
    const dark = /prefers-color-scheme: dark\) \{\s*\.gh-body \{([^}]*)\}/.exec(css)?.[1] ?? "";
    const light = /^ {2}\.gh-body \{([^}]*)\}/m.exec(css)?.[1] ?? "";
    const coloured = found(light, /(--gh-[a-z-]+):[^;]*(?:#|rgb)/g);
    expect(coloured.length).toBeGreaterThan(15);
    expect(found(dark, /(--gh-[a-z-]+):/g).sort()).toEqual(coloured.sort());
  });

  test("the demo's list of it shows every class at work", () => {
    const samples = read("components/demo/theme-samples.tsx");
    expect(classes.filter((name) => !new RegExp(`[" ]${name}[" ]`).test(samples))).toEqual([]);
  });

  test("the README's table is the list", () => {
    const table = [...read("README.md").matchAll(/^\| `(--gh-[a-z-]+)` +\| (.+?) +\|$/gm)];
    expect(table.map(([, name, about]) => ({ name, about }))).toEqual(
      themeContract.variables.map(({ name, about }) => ({ name, about })),
    );
  });

  test("nothing has a left or a right: pages in Arabic and Hebrew are mirrored", () => {
    for (const sheet of ["components/hosted/hosted.css", ...themeFiles()])
      expect(
        read(sheet).match(
          /(?:margin|padding|border|inset)-(?:left|right)|^\s*(?:left|right):|text-align: (?:left|right)/gm,
        ),
        sheet,
      ).toBe(null);
  });

  test("the example themes use nothing but what the contract names, and fetch nothing", () => {
    expect(themeFiles()).toHaveLength(3);
    for (const file of themeFiles()) {
      const theme = read(file).replace(/\/\*[\s\S]*?\*\//g, "");
      expect(
        found(theme, /\.(gh-[a-z-]+)/g).filter((name) => !classes.includes(name)),
        file,
      ).toEqual([]);
      expect(
        found(theme, /(--gh-[a-z-]+)/g).filter((name) => !variables.includes(name)),
        file,
      ).toEqual([]);
      expect(theme, file).not.toMatch(/url\(|@import|@font-face|!important/);
    }
  });
});

function themeFiles(): string[] {
  return readdirSync(path.join(root, "prisma/themes")).map((file) => `prisma/themes/${file}`);
}
