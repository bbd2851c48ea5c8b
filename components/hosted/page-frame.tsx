import type { ReactNode } from "react";

type Way = { readonly href: string; readonly text: string };

type Props = {
  readonly app: string;
  readonly title: string;
  /** The other ways on, quietly below the form. */
  readonly ways?: readonly Way[];
  readonly children: ReactNode;
};

/** What stands around every hosted form: whose page this is, what it is for, and the other ways on. */
export function PageFrame({ app, title, ways = [], children }: Props) {
  return (
    <div className="gh-page">
      <header className="gh-header">
        <p className="gh-app-name">{app}</p>
      </header>
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
    </div>
  );
}
