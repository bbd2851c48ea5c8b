import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDemoServer } from "../fixtures/demo-server";

let demo: Awaited<ReturnType<typeof startDemoServer>>;
beforeAll(async () => {
  demo = await startDemoServer();
});
afterAll(() => demo.stop());

/** A command of the README, and what is said under it that it answers: `…` stands for what nobody can know before. */
type Step = { readonly command: string; readonly answers: string };

async function stepsUnder(heading: string): Promise<Step[]> {
  const readme = await readFile(path.resolve(import.meta.dirname, "../../README.md"), "utf8");
  const [, section = ""] = readme.split(`### ${heading}\n`);
  const [, script = ""] = /```sh\n([\s\S]*?)```/.exec(section) ?? [];
  const steps = script.replaceAll("\\\n", " ").matchAll(/^(curl .*)\n# (?:201 )?(\{.*\})$/gm);
  return [...steps].map(([, command = "", answers = ""]) => ({ command, answers }));
}

const run = promisify(execFile);

/** Puts what earlier answers said in the place of `rl_…` and the like. */
function withIds(text: string, ids: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\b([a-z]{2,3})_…/g, (all, prefix: string) => ids.get(prefix) ?? all);
}

/** What an answer must hold: `…` at the end of a text for any, and whatever else is in it besides. */
function pattern(value: unknown): unknown {
  if (typeof value === "string" && value.endsWith("…")) return expect.stringContaining(value.slice(0, -1));
  if (Array.isArray(value)) return value.map(pattern);
  if (value === null || typeof value !== "object") return value;
  return expect.objectContaining(Object.fromEntries(Object.entries(value).map(([key, one]) => [key, pattern(one)])));
}

async function follow(steps: readonly Step[], ids = new Map<string, string>()): Promise<void> {
  const env = { ...process.env, GATEHOUSE: demo.server.origin, API_KEY: demo.demo.api_key };
  for (const { command, answers } of steps) {
    const asked = withIds(command, ids).replaceAll("https://login.example.com", demo.server.origin);
    const { stdout } = await run("bash", ["-c", asked.replace("curl", "curl --silent --noproxy '*'")], { env });
    const answer: unknown = JSON.parse(stdout);
    expect(answer, `${asked}\n${stdout}`).toEqual(pattern(JSON.parse(answers.replaceAll(",…", ""))));
    for (const [, id = "", prefix = ""] of stdout.matchAll(/"id":"(([a-z]{2,3})_\w{22})"/g)) ids.set(prefix, id);
  }
}

test("the README's way from nothing to a login, by curl, is as it says", async () => {
  const steps = await stepsUnder("From nothing to a login, by curl");
  expect(steps).toHaveLength(7);
  await follow(steps);
});

test("the README's signup that an app finishes is as it says", async () => {
  const steps = await stepsUnder("Signups that your app finishes");
  expect(steps).toHaveLength(2);
  const headers = {
    ...{ Host: new URL(demo.server.origin).host, "Content-Type": "application/json" },
    ...{ "X-Authrocket-Api-Key": demo.demo.api_key, "X-Authrocket-Realm": demo.demo.realm.id },
  };
  const user_token = { username: "sally", email: "sally@example.com", password: "seven quiet herons" };
  const sent = { method: "POST", headers, body: JSON.stringify({ user_token }) };
  const { id } = JSON.parse((await demo.server.request("/v1/user_tokens", sent)).text) as { id: string };
  await follow(steps, new Map([["utk", id]]));
});
