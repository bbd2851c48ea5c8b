import type { Problem } from "@/lib/domain/problem";

/** How a flow ends: with a value, or with all its problems at once and at least one. */
export type Outcome<V> = { ok: true; value: V } | { ok: false; problems: readonly [Problem, ...Problem[]] };

/** The outcome of a flow that came to its end. */
export function done<V>(value: V): { ok: true; value: V } {
  return { ok: true, value };
}

/** The outcome of a flow that did nothing, for these reasons, of which there is at least one. */
export function refuse(...problems: readonly Problem[]): { ok: false; problems: readonly [Problem, ...Problem[]] } {
  const [first, ...others] = problems;
  if (first === undefined) throw new RangeError("A refusal needs at least one problem.");
  return { ok: false, problems: [first, ...others] };
}

/** The same outcome with its value put differently. */
export function mapDone<V, W>(outcome: Outcome<V>, put: (value: V) => W): Outcome<W> {
  return outcome.ok ? done(put(outcome.value)) : outcome;
}
