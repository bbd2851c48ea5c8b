import type { ReactNode } from "react";

type Props = {
  /** Names the panel on its page. */
  readonly id: string;
  readonly title: string;
  /** What else it is: `danger`, `code` or `quiet-form` (console.css). */
  readonly look?: "danger" | "code" | "quiet-form";
  readonly children: ReactNode;
};

/** A part of a page, with a heading of its own. */
export function Panel({ id, title, look, children }: Props) {
  return (
    <section className={look ? `panel ${look}` : "panel"} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
