import type { Context } from "hono";
import { BusyError } from "@/lib/domain/busy";
import { apiSentence } from "@/lib/domain/messages";
import type { Outcome } from "@/lib/domain/outcome";
import { type Problem, statusOf } from "@/lib/domain/problem";
import { type Caller, findCaller, mayDo } from "@/lib/request/caller";
import { currentRequest } from "@/lib/request/context";
import { countRequest, type RequestBudget } from "@/lib/request/request-limit";
import { BodyError } from "../read-body";
import { readCall } from "./read-call";
import type { ManagementRoute } from "./route";
import { streamed, streamedMeanwhile } from "./streamed";

const bodyProblems = {
  400: "request.malformed",
  413: "request.too-large",
  415: "request.wrong-type",
} as const satisfies Record<BodyError["status"], Problem["code"]>;

/**
 * Answers a request to a route. First of all, who calls: 403 without a key that suffices (authrocket-1.md §1.4), and 429
 * past what it may ask in a minute, before anything else is read.
 */
export async function answerRoute(c: Context, route: ManagementRoute): Promise<Response> {
  const { at } = currentRequest();
  const caller = await findCaller((name) => c.req.header(name), at);
  if (!caller) return answerProblems([{ code: "not-allowed" }]);
  const budget = countRequest(caller.id, at);
  const response = budget.isOver
    ? answerProblems([{ code: "throttle.requests", retryAfter: secondsTo(budget.endsAt, at) }])
    : !mayDo(caller, route.level) || (route.everyRealm && caller.realmId !== null)
      ? answerProblems([{ code: "not-allowed" }])
      : await run(c, route, caller).catch(answerUnread);
  for (const [name, value] of Object.entries(budgetHeaders(budget))) response.headers.set(name, value);
  return response;
}

async function run(c: Context, route: ManagementRoute, caller: Caller): Promise<Response> {
  const call = await readCall(c, route, caller);
  const outcome: Outcome<unknown> = call.ok ? await route.act(call.value) : call;
  if (!outcome.ok) return answerProblems(outcome.problems);
  if (route.streams) return answerLines(outcome.value as AsyncIterator<string>, route.streams);
  return route.status === 204 ? new Response(null, { status: 204 }) : json(outcome.value, route.status);
}

/** While a file is being read, nobody may be waited for. */
function answerLines(lines: AsyncIterator<string>, { takes, answers }: NonNullable<ManagementRoute["streams"]>) {
  return takes ? streamedMeanwhile(lines, answers) : streamed(lines, answers);
}

function answerUnread(error: unknown): Response {
  if (error instanceof BodyError) return answerProblems([{ code: bodyProblems[error.status] }]);
  if (error instanceof BusyError) return answerProblems([{ code: "server.busy", retryAfter: error.retryAfter }]);
  throw error;
}

function secondsTo(end: Date, at: Date): number {
  return Math.max(1, Math.ceil((end.getTime() - at.getTime()) / 1000));
}

/** How much of the minute is left; the reset is a moment, in Unix seconds (authrocket-1.md §1.4). */
function budgetHeaders({ limit, remaining, endsAt }: RequestBudget): Record<string, string> {
  return {
    "X-Ratelimit-Limit": String(limit),
    "X-Ratelimit-Remaining": String(remaining),
    "X-Ratelimit-Reset": String(Math.ceil(endsAt.getTime() / 1000)),
  };
}

/** `{ errors: { field: [sentences] }, message }`, as AuthRocket 1's clients read it, with the status of the problems. */
export function answerProblems(
  problems: readonly [Problem, ...Problem[]],
  headers: Readonly<Record<string, string>> = {},
): Response {
  const errors = errorsBody(problems);
  const wait = Math.max(...problems.map((problem) => problem.retryAfter ?? 0));
  const again = problems.find((problem) => problem.retryUrl)?.retryUrl;
  const message = Object.values(errors).flat().join(", ");
  const body = { errors, message, ...(again ? { retry_url: again } : {}) };
  return json(body, statusOf(problems), { ...headers, ...(wait > 0 ? { "Retry-After": String(wait) } : {}) });
}

/** Problems by field, in whole sentences; `base` for what is of no field. */
export function errorsBody(problems: readonly Problem[]): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  for (const problem of problems) {
    const field = problem.field ?? "base";
    errors[field] = [...(errors[field] ?? []), apiSentence(problem)];
  }
  return errors;
}

function json(body: unknown, status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, "Content-Type": "application/json; charset=utf-8" },
  });
}
