import type { ComponentProps } from "react";
import { english, sentence } from "@/lib/domain/messages";
import { ConsoleFrame } from "./console-frame";

/** What is not there, or not this administrator's: the two look alike. */
export function NothingHere(frame: Omit<ComponentProps<typeof ConsoleFrame>, "title" | "children">) {
  return (
    <ConsoleFrame {...frame} title={sentence(english, "console.not-found.title")}>
      <p>{sentence(english, "console.not-found.text")}</p>
    </ConsoleFrame>
  );
}
