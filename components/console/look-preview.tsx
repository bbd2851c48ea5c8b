"use client";

import type { FormEvent, RefObject } from "react";
import { previewStates } from "@/lib/domain/preview-states";
import { schemes } from "@/lib/domain/theme-colours";
import type { PreviewWords } from "./words";

type Props = {
  /** The address of the preview. */
  readonly href: string;
  readonly frame: RefObject<HTMLIFrameElement | null>;
  readonly onShown: () => void;
  readonly title: string;
  readonly languages: readonly { readonly value: string; readonly text: string }[];
  /** What each state is called. */
  readonly states: Readonly<Record<(typeof previewStates)[number], string>>;
  readonly words: PreviewWords;
};

const FRAME = "look-preview";

/**
 * The real pages with the draft's look, in a frame in which nothing runs and nothing is sent. What is chosen leads the
 * frame alone, with JavaScript at once, so that nothing that was typed beside it is lost.
 */
export function LookPreview({ href, frame, onShown, title, languages, states, words }: Props) {
  const show = ({ currentTarget }: FormEvent<HTMLFormElement>) => {
    const chosen = new URLSearchParams([...new FormData(currentTarget)].map(([name, value]) => [name, String(value)]));
    frame.current?.contentWindow?.location.replace(`${href}?${chosen}`);
  };
  const choice = (name: string, label: string, options: readonly { value: string; text: string }[]) => (
    <div className="preview-choice">
      <label htmlFor={`preview-${name}`}>{label}</label>
      <select className="gh-input" id={`preview-${name}`} name={name}>
        {options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <section className="preview" aria-labelledby="preview">
      <h2 id="preview">{words["console.look.preview"]}</h2>
      <form className="preview-choices" method="get" action={href} target={FRAME} onChange={show}>
        {choice(
          "state",
          words["console.look.preview.state"],
          previewStates.map((value) => ({ value, text: states[value] })),
        )}
        {choice("language", words["console.look.preview.language"], languages)}
        {choice(
          "theme",
          words["console.look.preview.theme"],
          schemes.map((value) => ({ value, text: words[`console.look.${value}`] })),
        )}
        {choice("width", words["console.look.preview.width"], [
          { value: "wide", text: words["console.look.preview.wide"] },
          { value: "narrow", text: words["console.look.preview.narrow"] },
        ])}
        <button className="button" type="submit">
          {words["console.look.preview.show"]}
        </button>
      </form>
      <div className="stage">
        <p className="stage-title" id="stage-title">
          {title}
        </p>
        <div className="stage-page">
          <iframe
            ref={frame}
            name={FRAME}
            src={href}
            title={words["console.look.preview-of"]}
            sandbox="allow-same-origin"
            onLoad={onShown}
          />
        </div>
      </div>
    </section>
  );
}
