"use client";

import { useEffect, useState } from "react";

type Level = "common" | "personal" | "weak" | "fair" | "strong";
type Props = {
  /** The id of the password's input, and of the fields whose text should not be in it. */
  readonly input: string;
  readonly others: readonly string[];
  readonly words: Readonly<Record<Level, string>>;
};

/** What the hint says, out of a form's words. */
export function strengthWords(words: Readonly<Record<`strength.${Level}`, string>>): Props["words"] {
  return {
    common: words["strength.common"],
    personal: words["strength.personal"],
    weak: words["strength.weak"],
    fair: words["strength.fair"],
    strong: words["strength.strong"],
  };
}

/** The estimator and its word lists are some hundred KB: they come when the person turns to the field, not before. */
async function loadEstimator() {
  const [{ ZxcvbnFactory }, common] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  return new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
}

type Estimator = Awaited<ReturnType<typeof loadEstimator>>;

/** What to tell: first what makes the password a bad one, else how it would stand up to guessing. */
function levelOf(estimator: Estimator, password: string, others: readonly string[]): Level {
  const { score, sequence } = estimator.check(password.slice(0, 100), [...others]);
  if (score >= 3) return "strong";
  const lists = sequence.map((part) => ("dictionaryName" in part ? String(part.dictionaryName) : ""));
  if (lists.some((list) => list.startsWith("userInputs"))) return "personal";
  if (lists.some((list) => list.startsWith("passwords"))) return "common";
  return score === 2 ? "fair" : "weak";
}

function textOf(id: string): string {
  const field = document.getElementById(id);
  return field instanceof HTMLInputElement ? field.value : "";
}

/** Says while typing what would make the password better. Nothing leaves the browser; without JavaScript it is not there. */
export function StrengthHint({ input, others, words }: Props) {
  const [level, setLevel] = useState<Level | null>(null);
  const names = others.join(" ");
  useEffect(() => {
    const field = document.getElementById(input);
    let loading: Promise<Estimator> | undefined;
    const load = () => {
      loading ??= loadEstimator();
      return loading;
    };
    const tell = async () => {
      const estimator = await load();
      const password = textOf(input);
      const typed = names
        .split(" ")
        .map(textOf)
        .filter((text) => text.length > 2);
      setLevel(password === "" ? null : levelOf(estimator, password, typed));
    };
    // React empties a form that was sent: what was said of its password is then about nothing.
    const form = field?.closest("form");
    const forget = () => setLevel(null);
    field?.addEventListener("focus", load);
    field?.addEventListener("input", tell);
    form?.addEventListener("reset", forget);
    return () => {
      form?.removeEventListener("reset", forget);
      field?.removeEventListener("focus", load);
      field?.removeEventListener("input", tell);
    };
  }, [input, names]);
  return (
    <p className="gh-strength" aria-live="polite" data-level={level ?? undefined}>
      {level && words[level]}
    </p>
  );
}
