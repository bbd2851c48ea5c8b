import type { FieldName } from "./field-names";
import type { ProblemCode } from "./problem";

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
  /**
   * A secret that this try made, to be shown this once. It stands in place of the form, so that it never comes back
   * from the browser, and it is in no address and no cookie.
   */
  readonly made?: string;
  /** What this try did, where the form stays as it was filled in. */
  readonly said?: string;
};

export const untried: FormState = { problems: [], typed: {}, tries: 0 };

/** What a form's action looks like to the form. */
export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>;
