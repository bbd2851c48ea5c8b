import type { ComponentProps, ReactNode } from "react";
import { say } from "@/lib/domain/messages";
import { ConsoleFrame } from "./console-frame";

const parts = { addresses: "", pages: "/pages", look: "/look", words: "/words" } as const;

type Props = Pick<ComponentProps<typeof ConsoleFrame>, "administrator" | "signOut"> & {
  readonly realm: { readonly id: string; readonly name: string };
  readonly app: { readonly id: string; readonly name: string };
  /** Which part of the app the page shows. */
  readonly part: keyof typeof parts;
  /** The title of a page that stands below the app's own; left out, the page is the app's own. */
  readonly title?: string;
  readonly children: ReactNode;
};

/** What stands around the pages of one app: which it is, its other parts, and how it is integrated. */
export function AppFrame({ realm, app, part, title, children, ...frame }: Props) {
  const all = { href: `/console/realms/${realm.id}/apps`, text: say("console.apps.title") };
  const own = { href: `${all.href}/${app.id}`, text: app.name };
  const integrate = (
    <a className="plain" href={`/console/realms/${realm.id}/integration?app=${app.id}`}>
      {say("console.apps.integrate")}
    </a>
  );
  return (
    <ConsoleFrame
      {...frame}
      realm={realm}
      crumbs={title ? [all, own] : [all]}
      title={title ?? app.name}
      actions={!title && integrate}
    >
      <nav className="parts" aria-label={say("console.apps.parts")}>
        {(Object.keys(parts) as (keyof typeof parts)[]).map((one) => (
          <a key={one} href={`${own.href}${parts[one]}`} aria-current={one === part ? "page" : undefined}>
            {say(`console.apps.part.${one}`)}
          </a>
        ))}
      </nav>
      {children}
    </ConsoleFrame>
  );
}
