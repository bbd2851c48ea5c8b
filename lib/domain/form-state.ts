import type { FieldName, ProblemCode } from "./problem";

/** A problem as a form shows it: in words, beside its field, or in the summary alone where it is about none. */
export type ShownProblem = { readonly code: ProblemCode; readonly field: FieldName | null; readonly sentence: string };

/**
 * What a form is shown with after a try. It comes back from the browser as plain JSON (useActionState), so nothing in
 * it is trusted, and nothing in it is secret: `typed` never holds a password, code or token.
 */
export type FormState = {
  readonly problems: readonly ShownProblem[];
  readonly typed: Readonly<Record<string, string>>;
  /** Grows with each try, so that focus moves again when the same problem comes back. */
  readonly tries: number;
};

export const untried: FormState = { problems: [], typed: {}, tries: 0 };

/** What a form's action looks like to the form. */
export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>;
