"use client";

import { useEffect, useRef, useState } from "react";

type Props = {
  readonly text: string;
  readonly words: { readonly copy: string; readonly copied: string; readonly label: string };
};

/** Text to take along. A browser that can copy it has a button for that; everywhere it can be selected. */
export function Copyable({ text, words }: Props) {
  const [ready, setReady] = useState(false);
  const [copied, setCopied] = useState(false);
  const shown = useRef<HTMLElement>(null);
  // Browsers copy for pages of safe origins alone: over plain http there is no clipboard.
  useEffect(() => setReady(navigator.clipboard !== undefined), []);
  const copy = async () => {
    await navigator.clipboard.writeText(shown.current?.textContent ?? "");
    setCopied(true);
  };
  return (
    <div className="copyable">
      <pre>
        <code ref={shown}>{text}</code>
      </pre>
      {ready && (
        <button className="button" type="button" aria-label={copied ? undefined : words.label} onClick={copy}>
          {copied ? words.copied : words.copy}
        </button>
      )}
      <span className="unseen" role="status">
        {copied ? words.copied : ""}
      </span>
    </div>
  );
}
