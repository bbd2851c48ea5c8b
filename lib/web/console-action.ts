import { redirect } from "next/navigation";
import type { z } from "zod";
import type { SignedInAdministrator } from "@/lib/admin/sign-in";
import type { FormState } from "@/lib/domain/form-state";
import type { Outcome } from "@/lib/domain/outcome";
import { requireAdministrator } from "./console-session";
import { readForm, type SentForm, showProblems } from "./form-answer";

type Steps<S extends z.ZodObject, Value> = {
  readonly input: S;
  readonly act: (input: z.output<S>) => Promise<Outcome<Value>>;
  /** Where the outcome leads. */
  readonly next: (value: Value) => string;
};

/** Answers a form of the console's door, where nobody is signed in yet. */
export async function runDoorForm<S extends z.ZodObject, Value>(
  sent: SentForm,
  { input, act, next }: Steps<S, Value>,
): Promise<FormState> {
  const outcome = await readForm(sent, { input, act });
  if (outcome.ok) redirect(next(outcome.value));
  return showProblems(sent, { input, problems: outcome.problems });
}

type SignedInSteps<S extends z.ZodObject, Value> = Omit<Steps<S, Value>, "act"> & {
  readonly act: (administrator: SignedInAdministrator, input: z.output<S>) => Promise<Outcome<Value>>;
};

/** Answers any other form of the console: checks for itself who asks, before a field is read. */
export async function runConsoleForm<S extends z.ZodObject, Value>(
  sent: SentForm,
  { input, act, next }: SignedInSteps<S, Value>,
): Promise<FormState> {
  const administrator = await requireAdministrator();
  return runDoorForm(sent, { input, act: (fields) => act(administrator, fields), next });
}
