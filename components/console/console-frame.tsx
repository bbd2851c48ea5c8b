import type { ReactNode } from "react";
import { say } from "@/lib/domain/messages";
import { Breadcrumbs, type Crumb } from "./breadcrumbs";
import { RealmNavigation } from "./realm-navigation";

type Props = {
  readonly title: string;
  readonly administrator: { readonly email: string; readonly role: "owner" | "admin" | "read_only" };
  readonly signOut: () => Promise<void>;
  /** The realm that the page is in, for its navigation. */
  readonly realm?: { readonly id: string; readonly name: string } | null;
  /** The address of the section that the page is in; the first of the crumbs, where there are some. */
  readonly here?: string;
  /** What stands between the realm, or the console, and this page. */
  readonly crumbs?: readonly Crumb[];
  /** What can be done here, at the top right. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** What stands around every page of the console: where you are, what else there is, who you are, and the way out. */
export function ConsoleFrame({
  title,
  administrator,
  signOut,
  realm,
  crumbs = [],
  here = crumbs[0]?.href,
  actions,
  children,
}: Props) {
  const { email, role } = administrator;
  const ways = [
    { href: "/console", text: say("console.realms.title") },
    { href: "/console/mail", text: say("console.mail.title") },
    { href: "/console/audit", text: say("console.audit.title") },
    ...(role === "owner" ? [{ href: "/console/administrators", text: say("console.administrators.title") }] : []),
  ];
  const trail = [...(realm ? [ways[0], { href: `/console/realms/${realm.id}`, text: realm.name }] : []), ...crumbs];
  return (
    <>
      <header className="bar">
        <a className="bar-name" href="/console">
          {say("console.title")}
        </a>
        <nav className="bar-ways" aria-label={say("console.ways")}>
          {ways.map(({ href, text }) => (
            <a key={href} href={href} aria-current={href === here ? "page" : undefined}>
              {text}
            </a>
          ))}
        </nav>
        <form className="bar-out" action={signOut}>
          <a className="quiet" href="/console/account" aria-current={here === "/console/account" ? "page" : undefined}>
            {say("console.signed-in-as", { email })}
          </a>
          <button className="button" type="submit">
            {say("console.sign-out")}
          </button>
        </form>
      </header>
      <div className={realm ? "place place-realm" : "place"}>
        {realm && <RealmNavigation realm={realm} here={here} />}
        <main className="page">
          <Breadcrumbs trail={trail.filter((one) => one !== undefined)} />
          <div className="page-head">
            <h1 className="page-title">{title}</h1>
            {actions && <div className="page-actions">{actions}</div>}
          </div>
          {children}
        </main>
      </div>
    </>
  );
}
