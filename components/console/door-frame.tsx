import type { ReactNode } from "react";
import { english, sentence } from "@/lib/domain/messages";

type Props = {
  readonly title: string;
  readonly text: string | null;
  readonly way: { readonly href: string; readonly text: string } | null;
  readonly children: ReactNode;
};

/** The console before anybody is signed in. */
export function DoorFrame({ title, text, way, children }: Props) {
  return (
    <main className="door">
      <p className="door-name">{sentence(english, "console.title")}</p>
      <h1 className="door-title">{title}</h1>
      {text && <p className="door-text">{text}</p>}
      {children}
      {way && (
        <p className="door-way">
          <a href={way.href}>{way.text}</a>
        </p>
      )}
    </main>
  );
}
