import type { ReactNode } from "react";
import { sentence } from "@/lib/domain/messages";

type Props = {
  readonly title: string;
  readonly email: string;
  readonly signOut: () => Promise<void>;
  readonly children: ReactNode;
};

/** What stands around every page of the console: where you are, who you are, and the way out. */
export function ConsoleFrame({ title, email, signOut, children }: Props) {
  return (
    <>
      <header className="bar">
        <a className="bar-name" href="/console">
          {sentence("en", "console.title")}
        </a>
        <form className="bar-out" action={signOut}>
          <span className="quiet">{sentence("en", "console.signed-in-as", { email })}</span>
          <button className="button" type="submit">
            {sentence("en", "console.sign-out")}
          </button>
        </form>
      </header>
      <main className="page">
        <h1 className="page-title">{title}</h1>
        {children}
      </main>
    </>
  );
}
