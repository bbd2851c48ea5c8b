import type { ReactNode } from "react";
import { FormsBegin } from "@/components/console/forms-begin";
import { problemSentence, type Voice } from "@/lib/domain/messages";
import type { Problem } from "@/lib/domain/problem";

type Props = {
  readonly voice: Voice;
  readonly problems: readonly Problem[];
  readonly typed: Readonly<Record<string, string>>;
  readonly children: ReactNode;
};

/** A page whose form has just been refused. */
export function AfterTry({ voice, problems, typed, children }: Props) {
  const told = problems.map((problem) => ({
    code: problem.code,
    field: problem.field ?? null,
    sentence: problemSentence(voice, problem),
  }));
  return <FormsBegin state={{ problems: told, typed, tries: 1 }}>{children}</FormsBegin>;
}
