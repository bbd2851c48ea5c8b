import { Copyable } from "@/components/ui/copyable";
import { say } from "@/lib/domain/messages";

/** Something to copy; `what` says what it is to those who do not see where it stands. */
export function Copy({ text, what }: { readonly text: string; readonly what: string }) {
  const words = { copy: say("console.copy"), copied: say("console.copied"), label: say("console.copy-of", { what }) };
  return <Copyable text={text} words={words} />;
}
