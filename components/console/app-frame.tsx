import type { ComponentProps, ReactNode } from "react";
import { say } from "@/lib/domain/messages";
import { ConsoleFrame } from "./console-frame";

const parts = { addresses: "", pages: "/pages", look: "/look", words: "/words" } as const;

type Props = Pick<ComponentProps<typeof ConsoleFrame>, "administrator" | "signOut"> & {
  readonly realm: { readonly id: string; readonly name: string };
  readonly app: { readonly id: string; readonly name: string };
  /** Which part of the app the page shows. */
  readonly part: "addresses" | "pages";
  readonly children: ReactNode;
};

/** What stands around the pages of one app: which it is, its other parts, and how it is integrated. */
export function AppFrame({ realm, app, part, children, ...frame }: Props) {
  const all = { href: `/console/realms/${realm.id}/apps`, text: say("console.apps.title") };
  return (
    <ConsoleFrame
      {...frame}
      realm={realm}
      here={all.href}
      crumbs={[all]}
      title={app.name}
      actions={
        <a className="plain" href={`/console/realms/${realm.id}/integration?app=${app.id}`}>
          {say("console.apps.integrate")}
        </a>
      }
    >
      <AppParts realmId={realm.id} appId={app.id} part={part} />
      {children}
    </ConsoleFrame>
  );
}

type PartsProps = { readonly realmId: string; readonly appId: string; readonly part: keyof typeof parts };

/** The pages of one app, and which of them this is. */
export function AppParts({ realmId, appId, part }: PartsProps) {
  const at = `/console/realms/${realmId}/apps/${appId}`;
  return (
    <nav className="parts" aria-label={say("console.apps.parts")}>
      {(Object.keys(parts) as (keyof typeof parts)[]).map((one) => (
        <a key={one} href={`${at}${parts[one]}`} aria-current={one === part ? "page" : undefined}>
          {say(`console.apps.part.${one}`)}
        </a>
      ))}
    </nav>
  );
}
