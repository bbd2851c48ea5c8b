"use client";

import { type ReactNode, useActionState, useContext, useEffect, useRef } from "react";
import type { FormAction, FormState, ShownProblem } from "@/lib/domain/form-state";
import { FirstState } from "./first-state";

/** What a form's fields ask of its state. */
export type FieldState = {
  readonly problems: (name: string) => string[];
  readonly typed: (name: string) => string | undefined;
  /** True for the first field with a problem; on a fresh form for `first`. */
  readonly focus: (name: string) => boolean;
  /** True after a try that failed. */
  readonly tried: boolean;
  /** True where the try failed for that reason. */
  readonly refused: (code: ShownProblem["code"]) => boolean;
};

type Props = {
  readonly action: FormAction;
  /** The field to begin with. */
  readonly first: string;
  readonly words: { readonly submit: string; readonly submitting: string; readonly problems: string };
  /** What stands in place of the form once it has made a secret. */
  readonly made?: (secret: string) => ReactNode;
  /**
   * There is nothing to ask any more: only what this made is shown. Without JavaScript a page comes anew after each try,
   * and the form must stand in its place for that.
   */
  readonly closed?: boolean;
  /** Other buttons, behind the one that Enter presses. */
  readonly more?: (fields: FieldState) => ReactNode;
  readonly children: (fields: FieldState) => ReactNode;
};

/**
 * A form that posts to a server action, complete without JavaScript: problems in a summary on top and beside their
 * fields, what was typed kept, focus on the first problem. With JavaScript the page stays and the button says it works.
 */
export function FormFrame({ action, first, words, made, closed, more, children }: Props) {
  const [state, submit, pending] = useActionState(action, useContext(FirstState));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.tries > 0) focusFirstProblem(form.current);
  }, [state]);
  if (made && state.made !== undefined) return made(state.made);
  if (closed) return null;
  const fields = fieldState(state, first);
  return (
    <form ref={form} className="gh-form" action={submit} noValidate aria-busy={pending}>
      <ProblemSummary title={words.problems} problems={state.problems} />
      {state.said && (
        <p className="gh-notice" role="status">
          {state.said}
        </p>
      )}
      {children(fields)}
      <button className="gh-submit" type="submit" aria-disabled={pending}>
        {pending ? words.submitting : words.submit}
      </button>
      {more?.(fields)}
    </form>
  );
}

function fieldState({ problems, typed, tries }: FormState, first: string): FieldState {
  const begin = problems.length > 0 ? problems[0]?.field : first;
  return {
    problems: (name) => problems.filter((problem) => problem.field === name).map((problem) => problem.sentence),
    typed: (name) => typed[name],
    focus: (name) => name === begin,
    tried: tries > 0,
    refused: (code) => problems.some((problem) => problem.code === code),
  };
}

function ProblemSummary({ title, problems }: { readonly title: string; readonly problems: readonly ShownProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <div
      className="gh-problems"
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: a problem of no one field is where a person begins after a failed try
      autoFocus={problems[0]?.field === null}
    >
      {problems.length > 1 && <p className="gh-problems-title">{title}</p>}
      <ul className="gh-problems-list">
        {problems.map((problem) => (
          <li key={`${problem.field}.${problem.code}`}>
            {problem.field ? <a href={`#${problem.field}`}>{problem.sentence}</a> : problem.sentence}
          </li>
        ))}
      </ul>
    </div>
  );
}

function focusFirstProblem(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLElement>("[aria-invalid]") ?? form?.querySelector<HTMLElement>("[role=alert]");
  field?.focus();
}
