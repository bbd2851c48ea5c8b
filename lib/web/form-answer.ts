import type { z } from "zod";
import { BusyError } from "@/lib/domain/busy";
import type { FormState, ShownProblem } from "@/lib/domain/form-state";
import { problemSentence } from "@/lib/domain/messages";
import { type Outcome, refuse } from "@/lib/domain/outcome";
import { type Problem, statusOf } from "@/lib/domain/problem";
import { currentRequest } from "@/lib/request/context";
import { formFields, readInput } from "@/lib/request/input";

/** What came in with a form's action: React hands over both, and neither is to be trusted. */
export type SentForm = { readonly form: FormData; readonly previous: FormState };

/** What is given back of one field: as much as the longest of them takes. */
const MOST_TYPED = 64 * 1024;

/** Never given back to the browser. */
const secrets = new Set([
  "password",
  "password_confirmation",
  "current_password",
  "client_secret",
  "code",
  "token",
  "key",
]);

/**
 * Reads a form's fields and runs `act` on them: the way every form of ours is answered, whoever asks. Too much work is
 * a problem like any other; any other exception is ours, and ends as a 500.
 */
export async function readForm<S extends z.ZodObject, Value>(
  { form }: SentForm,
  { input, act }: { input: S; act: (input: z.output<S>) => Promise<Outcome<Value>> },
): Promise<Outcome<Value>> {
  // An action can be called with anything; only past this is a failure ours.
  if (!(form instanceof FormData)) throw new TypeError("An action was called without a form.");
  currentRequest().entered = true;
  const fields = readInput(input, formFields(form));
  if (!fields.ok) return fields;
  try {
    return await act(fields.value);
  } catch (error) {
    if (error instanceof BusyError) return refuse({ code: "server.busy", retryAfter: error.retryAfter });
    throw error;
  }
}

/** The fields of a form that no action answers. */
export function readSentFields<S extends z.ZodObject>(form: FormData, input: S): Outcome<z.output<S>> {
  return readInput(input, formFields(form));
}

/** The same form again with its problems, what was typed, and the status (and Retry-After) they call for. */
export function showProblems(
  { form, previous }: SentForm,
  { input, problems }: { input: z.ZodObject; problems: readonly [Problem, ...Problem[]] },
): FormState {
  const { answer } = currentRequest();
  answer.status = statusOf(problems);
  const wait = Math.max(...problems.map((problem) => problem.retryAfter ?? 0));
  if (wait > 0) answer.retryAfter = wait;
  const told = problems.map(shown);
  answer.refusal = told.map(({ sentence }) => sentence).join(" ");
  return {
    problems: told,
    typed: typedFields(form, Object.keys(input.shape)),
    tries: triesOf(previous) + 1,
  };
}

/** The same form again as it was filled in, with a sentence about what it did. */
export function stayWith(
  { form, previous }: SentForm,
  { input, said }: { input: z.ZodObject; said: string },
): FormState {
  return { problems: [], typed: typedFields(form, Object.keys(input.shape)), tries: triesOf(previous) + 1, said };
}

function triesOf(previous: FormState): number {
  return Number.isSafeInteger(previous?.tries) ? previous.tries : 0;
}

function shown(problem: Problem): ShownProblem {
  return {
    code: problem.code,
    field: problem.field ?? null,
    sentence: problemSentence(currentRequest().voice, problem),
  };
}

function typedFields(form: FormData, names: readonly string[]): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const name of names) {
    const value = form.get(name);
    if (!secrets.has(name) && typeof value === "string") typed[name] = value.slice(0, MOST_TYPED).toWellFormed();
  }
  return typed;
}
