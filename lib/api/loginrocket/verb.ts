import type { Context } from "hono";
import type { z } from "zod";
import { BusyError } from "@/lib/domain/busy";
import { problemSentence } from "@/lib/domain/messages";
import { type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import type { Visit } from "@/lib/domain/visit";
import { readInput } from "@/lib/request/input";
import { findVisit } from "@/lib/request/visit";
import { BodyError, readBody } from "../read-body";

export type Verb = { readonly name: string; readonly answer: (c: Context) => Promise<Response> };

type Flow<S extends z.ZodObject, Value> = (visit: Visit, input: z.output<S>) => Promise<Outcome<Value>>;

/** A flow, and how its value is put in JSON. */
type Said<S extends z.ZodObject, Value> = {
  readonly input: S;
  readonly flow: Flow<S, Value>;
  readonly body: (value: Value) => Readonly<Record<string, unknown>>;
};

/**
 * One verb of the LoginRocket API (seed 002): the same flow as the hosted page of that name, said in JSON. Every refusal
 * is a 200 with `error` (all sentences) and `errors`, and a Retry-After where waiting helps; only a body that is too
 * large has a status of its own.
 */
export function loginRocketVerb<S extends z.ZodObject, Value>(
  name: string,
  { input, flow, body }: Said<S, Value>,
): Verb {
  return {
    name,
    answer: async (c) => {
      const outcome = await run(c, input, flow);
      if (outcome === "too-large") return c.json(errorBody([{ code: "request.too-large" }]), 413);
      if (outcome.ok) return c.json(body(outcome.value));
      const wait = Math.max(...outcome.problems.map((problem) => problem.retryAfter ?? 0));
      return c.json(errorBody(outcome.problems), 200, wait > 0 ? { "Retry-After": String(wait) } : {});
    },
  };
}

async function run<S extends z.ZodObject, Value>(
  c: Context,
  input: S,
  flow: Flow<S, Value>,
): Promise<Outcome<Value> | "too-large"> {
  const visit = findVisit();
  if (!visit) return refuse({ code: "not-found" });
  try {
    const fields = readInput(input, await readBody(c));
    return fields.ok ? await flow(visit, fields.value) : fields;
  } catch (error) {
    if (error instanceof BodyError) return error.status === 413 ? "too-large" : refuse({ code: "request.malformed" });
    if (error instanceof BusyError) return refuse({ code: "server.busy", retryAfter: error.retryAfter });
    throw error;
  }
}

function errorBody(problems: readonly Problem[]) {
  const errors = problems.map((problem) => problemSentence("en", problem));
  return { error: errors.join(" "), errors };
}
