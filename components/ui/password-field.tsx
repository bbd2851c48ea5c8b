"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { describedBy, type FieldProps, FieldText } from "./text-field";

/** The sentences of the button that shows a password. */
export const showWordCodes = ["password.show", "password.hide", "password.show-label", "password.hide-label"] as const;

/** What the button says, and what it is called for those who hear it. */
export function showWords(words: Readonly<Record<(typeof showWordCodes)[number], string>>) {
  return {
    show: words["password.show"],
    hide: words["password.hide"],
    showLabel: words["password.show-label"],
    hideLabel: words["password.hide-label"],
  };
}

type Props = Omit<FieldProps, "type" | "typed" | "inputMode" | "readOnly"> & {
  readonly words: ReturnType<typeof showWords>;
  readonly children?: ReactNode;
};

/**
 * A password, never given back. The input is uncontrolled: React would mirror a controlled one into its `value`
 * attribute, where custom CSS can read it letter by letter (security.md H5). Showing it needs JavaScript.
 */
export function PasswordField(props: Props) {
  const { name, problems, words, children } = props;
  const input = useRef<HTMLInputElement>(null);
  const [ready, setReady] = useState(false);
  const [shown, setShown] = useState(false);
  useEffect(() => setReady(true), []);
  useEffect(() => {
    // A browser keeps what is sent from a field of text, to offer it again: a password is sent as one.
    const form = input.current?.form;
    const hide = () => setShown(false);
    form?.addEventListener("submit", hide);
    return () => form?.removeEventListener("submit", hide);
  }, []);
  return (
    <div className="gh-field">
      <FieldText {...props} />
      <div className="gh-password">
        <input
          ref={input}
          className="gh-input"
          id={name}
          name={name}
          type={shown ? "text" : "password"}
          autoComplete={props.autoComplete}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          required={props.required}
          aria-invalid={problems.length > 0 || undefined}
          aria-describedby={describedBy(props)}
          // biome-ignore lint/a11y/noAutofocus: after a failed try without JavaScript this is what moves focus to the first problem
          autoFocus={props.autoFocus}
        />
        {ready && (
          <button
            className="gh-show"
            type="button"
            aria-label={shown ? words.hideLabel : words.showLabel}
            aria-controls={name}
            onClick={() => setShown(!shown)}
          >
            {shown ? words.hide : words.show}
          </button>
        )}
      </div>
      {children}
    </div>
  );
}
