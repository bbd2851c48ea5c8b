import { redirect } from "next/navigation";
import type { z } from "zod";
import { BusyError } from "@/lib/domain/busy";
import type { FormState, ShownProblem } from "@/lib/domain/form-state";
import { problemSentence } from "@/lib/domain/messages";
import { type Outcome, refuse } from "@/lib/domain/outcome";
import { type Problem, statusOf } from "@/lib/domain/problem";
import type { Visit } from "@/lib/domain/visit";
import { currentRequest } from "@/lib/request/context";
import { formFields, readInput } from "@/lib/request/input";
import { requireVisit } from "./visit";

/** Never given back to the browser. */
const secrets = new Set(["password", "password_confirmation", "current_password", "code", "token"]);

type Flow<Input, Value> = (visit: Visit, input: Input) => Promise<Outcome<Value>>;

/**
 * Answers a hosted form: reads its fields, runs the flow, and goes where `next` says; or shows the same form with its
 * problems, what was typed, and the status they call for. Expects Origin to have been checked by the front.
 */
export async function runForm<S extends z.ZodObject, Value>(
  { form, previous }: { form: FormData; previous: FormState },
  { input, flow, next }: { input: S; flow: Flow<z.output<S>, Value>; next: (value: Value) => Promise<string> },
): Promise<FormState> {
  const request = currentRequest();
  // An action can be called with anything; only past this is a failure ours.
  if (!(form instanceof FormData)) throw new TypeError("An action was called without a form.");
  request.entered = true;
  const outcome = await runFlow(form, input, flow);
  if (outcome.ok) redirect(await next(outcome.value));

  request.answer.status = statusOf(outcome.problems);
  const waits = outcome.problems.map((problem) => problem.retryAfter ?? 0);
  if (Math.max(...waits) > 0) request.answer.retryAfter = Math.max(...waits);
  return {
    problems: outcome.problems.map(shown),
    typed: typedFields(form, Object.keys(input.shape)),
    tries: (Number.isSafeInteger(previous?.tries) ? previous.tries : 0) + 1,
  };
}

async function runFlow<S extends z.ZodObject, Value>(
  form: FormData,
  input: S,
  flow: Flow<z.output<S>, Value>,
): Promise<Outcome<Value>> {
  const fields = readInput(input, formFields(form));
  if (!fields.ok) return fields;
  try {
    return await flow(requireVisit(), fields.value);
  } catch (error) {
    if (error instanceof BusyError) return refuse({ code: "server.busy", retryAfter: error.retryAfter });
    throw error;
  }
}

function shown(problem: Problem): ShownProblem {
  return { code: problem.code, field: problem.field ?? null, sentence: problemSentence("en", problem) };
}

function typedFields(form: FormData, names: readonly string[]): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const name of names) {
    const value = form.get(name);
    if (!secrets.has(name) && typeof value === "string") typed[name] = value.slice(0, 1_000).toWellFormed();
  }
  return typed;
}
