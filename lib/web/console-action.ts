import { redirect } from "next/navigation";
import { z } from "zod";
import type { SignedInAdministrator } from "@/lib/admin/sign-in";
import { type FormState, untried } from "@/lib/domain/form-state";
import { type Outcome, refuse } from "@/lib/domain/outcome";
import { typedNameInput, typedNameProblem } from "@/lib/domain/typed-name";
import { mayChangeRealm } from "./console-rights";
import { requireAdministrator } from "./console-session";
import { readForm, type SentForm, showProblems, stayWith } from "./form-answer";

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

type SignedInSteps<S extends z.ZodObject, Value> = {
  /** What is read; where it has to be looked up, only for those who may. */
  readonly input: S | (() => Promise<S>);
  readonly act: (administrator: SignedInAdministrator, input: z.output<S>) => Promise<Outcome<Value>>;
  /** Where the outcome leads; or the secret that it made, in place of the form; or what is said while the form stays. */
  readonly next: (value: Value) => string | { readonly made: string } | { readonly said: string };
};

/** Answers a form that changes a realm: checks for itself who asks, and whether they may, before a field is used. */
export async function runConsoleForm<S extends z.ZodObject, Value>(
  sent: SentForm,
  { realmId, ...steps }: SignedInSteps<S, Value> & { readonly realmId: string },
): Promise<FormState> {
  return runSignedIn(sent, (administrator) => mayChangeRealm(administrator, realmId), steps);
}

/** The same for what concerns the whole deployment, which is its owners' alone. */
export async function runOwnerForm<S extends z.ZodObject, Value>(
  sent: SentForm,
  steps: SignedInSteps<S, Value>,
): Promise<FormState> {
  return runSignedIn(sent, ({ role }) => role === "owner", steps);
}

/** The same for what somebody does to their own account, whatever else they may do. */
export async function runAccountForm<S extends z.ZodObject, Value>(
  sent: SentForm,
  steps: SignedInSteps<S, Value>,
): Promise<FormState> {
  return runSignedIn(sent, () => true, steps);
}

async function runSignedIn<S extends z.ZodObject, Value>(
  sent: SentForm,
  may: (administrator: SignedInAdministrator) => boolean,
  { input, act, next }: SignedInSteps<S, Value>,
): Promise<FormState> {
  const administrator = await requireAdministrator();
  if (!may(administrator)) return refuseForm(sent);
  const schema = typeof input === "function" ? await input() : input;
  const outcome = await readForm(sent, { input: schema, act: (fields) => act(administrator, fields) });
  if (!outcome.ok) return showProblems(sent, { input: schema, problems: outcome.problems });
  const then = next(outcome.value);
  if (typeof then === "string") redirect(then);
  return "said" in then ? stayWith(sent, { input: schema, said: then.said }) : { ...untried, made: then.made };
}

async function refuseForm(sent: SentForm): Promise<FormState> {
  const input = z.object({});
  const refused = await readForm(sent, { input, act: async () => refuse({ code: "not-allowed" }) });
  return refused.ok ? untried : showProblems(sent, { input, problems: refused.problems });
}

type Grave<Value> = {
  /** The name of what it is done to; null where that is not there. */
  readonly nameOf: () => Promise<string | null>;
  readonly act: (administrator: SignedInAdministrator) => Promise<Outcome<Value>>;
};

/** The steps of what cannot be undone: it is done once its name is typed. */
export function afterItsName<Value>({ nameOf, act }: Grave<Value>) {
  return {
    input: typedNameInput,
    act: async (administrator: SignedInAdministrator, typed: z.output<typeof typedNameInput>) => {
      const name = await nameOf();
      const problem = name === null ? ({ code: "not-found" } as const) : typedNameProblem(typed, name);
      return problem ? refuse(problem) : act(administrator);
    },
  };
}
