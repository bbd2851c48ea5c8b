import { redirect } from "next/navigation";
import type { z } from "zod";
import type { FormState } from "@/lib/domain/form-state";
import type { Outcome } from "@/lib/domain/outcome";
import type { Visit } from "@/lib/domain/visit";
import { readForm, type SentForm, showProblems } from "./form-answer";
import { requireVisit } from "./visit";

type Steps<S extends z.ZodObject, Value> = {
  readonly input: S;
  readonly flow: (visit: Visit, input: z.output<S>) => Promise<Outcome<Value>>;
  /** Where the outcome leads. */
  readonly next: (value: Value) => Promise<string>;
};

/**
 * Answers a hosted form: reads its fields, runs the flow, and goes where `next` says; or shows the same form with its
 * problems. Expects Origin to have been checked by the front.
 */
export async function runForm<S extends z.ZodObject, Value>(
  sent: SentForm,
  { input, flow, next }: Steps<S, Value>,
): Promise<FormState> {
  const outcome = await readForm(sent, { input, act: (fields) => flow(requireVisit(), fields) });
  if (outcome.ok) redirect(await next(outcome.value));
  return showProblems(sent, { input, problems: outcome.problems });
}
