import type { ReactNode } from "react";

type Way = { readonly href: string; readonly text: string };

type Props = {
  readonly title: string;
  /** The other ways on, quietly below the form. */
  readonly ways?: readonly Way[];
  readonly children: ReactNode;
};

/** What stands around every hosted form: what the page is for, and the other ways on. Whose page it is says LookFrame. */
export function PageFrame({ title, ways = [], children }: Props) {
  return (
    <main className="gh-main">
      <div className="gh-card">
        <h1 className="gh-title">{title}</h1>
        {children}
      </div>
      {ways.length > 0 && (
        <nav className="gh-ways" aria-label={title}>
          {ways.map((way) => (
            <a key={way.href} className="gh-way" href={way.href}>
              {way.text}
            </a>
          ))}
        </nav>
      )}
    </main>
  );
}
