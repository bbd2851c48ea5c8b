import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const own = ["app", "components", "lib", "prisma"];
const sources = own
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
  )
  .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.includes("generated"));
const production = sources.filter((file) => !file.endsWith(".test.ts"));

/** Who may import whom (README, "The map"). A folder may always import itself; what is not listed is refused. */
const everyone = ["lib/domain", "lib/process-wide"];
const mayImport: Record<string, string[]> = {
  app: ["components", "lib/web", "lib/flows", "lib/admin"],
  components: [],
  prisma: ["lib/admin", "lib/env"],
  "lib/web": ["lib/request", "lib/flows", "lib/admin", "lib/env", "next", "next-auth", "next-auth/providers"],
  "lib/api": ["lib/request", "lib/flows", "lib/admin", "lib/env", "hono"],
  "lib/request": ["lib/db", "lib/tokens", "lib/env"],
  // lib/server/work.ts names the handler of every job.
  "lib/server": ["lib/api", "lib/request", "lib/admin", "lib/flows", "lib/mail", "lib/db", "lib/env", "hono"],
  "lib/flows": ["lib/db", "lib/tokens", "lib/mail", "lib/hooks", "lib/social"],
  "lib/admin": ["lib/db", "lib/tokens", "lib/mail", "lib/hooks", "lib/social", "lib/env"],
  "lib/tokens": ["lib/db", "lib/env"],
  "lib/mail": ["lib/db", "lib/env"],
  "lib/hooks": ["lib/db", "lib/env"],
  // The guard of what goes out is one for webhooks and providers.
  "lib/social": ["lib/db", "lib/hooks", "lib/env", "next-auth/providers"],
  "lib/db": ["lib/env", "prisma-client"],
  "lib/domain": [],
};

/** Packages that only the folders which list them may import; every other package is free. */
const fenced: [RegExp, string][] = [
  // Descriptions of providers: plain data, nothing of next-auth itself.
  [/^next-auth\/providers\//, "next-auth/providers"],
  [/^next-auth(\/|$)/, "next-auth"],
  [/^next(\/|$)/, "next"],
  [/^(@hono\/|hono(\/|$))/, "hono"],
  [/^(@prisma\/|prisma(\/|$)|pglite-prisma-adapter|.*\/generated\/)/, "prisma-client"],
];

function roomOf(file: string): string {
  const [top, second] = file.split(path.sep);
  return top === "lib" ? `lib/${second?.replace(/\.ts$/, "")}` : (top ?? "");
}

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}

/** The room an import leads to, or null for a package that is free for all. */
function targetOf(file: string, name: string): string | null {
  const fence = fenced.find(([pattern]) => pattern.test(name));
  if (fence) return fence[1];
  if (name.startsWith("@/")) return roomOf(path.normalize(name.slice(2)));
  if (name.startsWith(".")) return roomOf(path.join(path.dirname(file), name));
  return null;
}

describe("architecture", () => {
  test("every import is one that the table allows", () => {
    const refused = production.flatMap((file) => {
      const room = roomOf(file);
      const allowed = [room, ...everyone, ...(mayImport[room] ?? [])];
      return importsOf(file)
        .filter((name) => !(file === "lib/server/main.mjs" && name === "next"))
        .filter((name) => {
          const target = targetOf(file, name);
          const frameworkInApp = room === "app" && target === "next";
          return target !== null && !frameworkInApp && !allowed.includes(target);
        })
        .map((name) => `${file} imports ${name}`);
    });
    expect(refused).toEqual([]);
  });

  test("no flow imports another, but for those where every way in ends, and every way by a provider", () => {
    const flows = production.filter((file) => roomOf(file) === "lib/flows");
    const refused = flows.flatMap((file) =>
      importsOf(file).filter(
        (name) => /^(\.\/|@\/lib\/flows\/)/.test(name) && !/\/(?:finish-login|enter-by-profile)$/.test(name),
      ),
    );
    expect(refused).toEqual([]);
  });

  test("no cycles", () => {
    const graph = new Map(
      production.map((file) => [
        file,
        importsOf(file)
          .map((name) => resolve(file, name))
          .filter((to) => to !== null),
      ]),
    );
    const done = new Set<string>();
    const walk = (file: string, trail: readonly string[]): string[] => {
      if (trail.includes(file)) return [[...trail.slice(trail.indexOf(file)), file].join(" → ")];
      if (done.has(file)) return [];
      const found = (graph.get(file) ?? []).flatMap((next) => walk(next, [...trail, file]));
      done.add(file);
      return found;
    };
    expect([...graph.keys()].flatMap((file) => walk(file, []))).toEqual([]);
  });

  test("no barrels, no rooms for leftovers, no climbing, and process.env in one place", () => {
    expect(sources.filter((file) => /(^|\/)index\.tsx?$/.test(file))).toEqual([]);
    expect(sources.filter((file) => /(^|\/)(utils?|helpers?|misc|common)(\/|\.)/.test(file))).toEqual([]);
    const says = (what: RegExp, but: string[]) =>
      production.filter(
        (file) =>
          !but.includes(file) &&
          what.test(readFileSync(path.join(root, file), "utf8").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "")),
      );
    expect(says(/from "\.\.\/\.\.\//, [])).toEqual([]);
    expect(says(/process\.env/, ["lib/env.ts", "lib/server/main.mjs"])).toEqual([]);
    expect(says(/\bas any\b|: any\b|[\w)\]]!\.|@ts-ignore|@ts-expect-error/, [])).toEqual([]);
  });

  test("no file is longer than 220 lines", () => {
    const isCatalogue = (file: string) => file.includes("/messages/");
    const long = sources.filter(
      (file) => !isCatalogue(file) && readFileSync(path.join(root, file), "utf8").split("\n").length > 221,
    );
    expect(long).toEqual([]);
  });
});

function resolve(file: string, name: string): string | null {
  const base = name.startsWith("@/")
    ? name.slice(2)
    : name.startsWith(".")
      ? path.join(path.dirname(file), name)
      : null;
  if (base === null) return null;
  return (
    [base, `${base}.ts`, `${base}.tsx`].map((one) => path.normalize(one)).find((one) => production.includes(one)) ??
    null
  );
}
