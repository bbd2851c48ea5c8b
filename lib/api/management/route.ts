import type { Context, Hono } from "hono";
import { problemSentence } from "@/lib/domain/messages";
import type { Outcome } from "@/lib/domain/outcome";
import { type Problem, statusOf } from "@/lib/domain/problem";
import { type Caller, findCaller, mayDo } from "@/lib/request/caller";

/** One route of the management API: its address, the level it asks for, and what it does. */
export type ManagementRoute = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly level: Caller["level"];
  /** Answers the wire object, or problems. An object of a realm the caller cannot reach is a `not-found`. */
  readonly act: (caller: Caller, c: Context) => Promise<Outcome<Readonly<Record<string, unknown>>>>;
};

/** Adds a route that first asks who calls: 403 without a key that suffices (authrocket-1.md §1.4), before anything is read. */
export function addManagementRoute(api: Hono, { method, path, level, act }: ManagementRoute): void {
  api.on(method, path, async (c) => {
    const caller = await findCaller((name) => c.req.header(name));
    if (!caller || !mayDo(caller, level)) return refusal([{ code: "not-allowed" }]);
    const outcome = await act(caller, c);
    if (!outcome.ok) return refusal(outcome.problems);
    return c.json(outcome.value, method === "POST" ? 201 : 200);
  });
}

/** `{ errors: { field: [sentences] }, message }`, as AuthRocket 1's clients read it. */
function refusal(problems: readonly [Problem, ...Problem[]]): Response {
  const errors: Record<string, string[]> = {};
  for (const problem of problems) {
    const field = problem.field ?? "base";
    errors[field] = [...(errors[field] ?? []), problemSentence("en", problem)];
  }
  const body = { errors, message: Object.values(errors).flat().join(" ") };
  return new Response(JSON.stringify(body), {
    status: statusOf(problems),
    headers: { "Content-Type": "application/json; charset=utf-8" },
  });
}
