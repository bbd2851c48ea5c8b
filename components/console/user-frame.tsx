import type { ComponentProps, ReactNode } from "react";
import { say } from "@/lib/domain/messages";
import { ConsoleFrame } from "./console-frame";

const parts = {
  details: "",
  access: "/access",
  memberships: "/memberships",
  sessions: "/sessions",
  events: "/events",
} as const;

type Props = Pick<ComponentProps<typeof ConsoleFrame>, "administrator" | "signOut"> & {
  readonly realm: { readonly id: string; readonly name: string; readonly sessionType: "managed" | "unmanaged" };
  readonly user: {
    readonly id: string;
    readonly name: string | null;
    readonly username: string;
    readonly userType: "human" | "api";
  };
  /** Which part of the user the page shows. */
  readonly part: keyof typeof parts;
  readonly children: ReactNode;
};

/** What stands around every page of one user: who it is, and the other parts of them. */
export function UserFrame({ realm, user, part, children, ...frame }: Props) {
  const all = { href: `/console/realms/${realm.id}/users`, text: say("console.users.title") };
  const isApi = user.userType === "api";
  const hasSessions = realm.sessionType === "managed" && !isApi;
  const shown = (Object.keys(parts) as (keyof typeof parts)[]).filter((one) => one !== "sessions" || hasSessions);
  return (
    <ConsoleFrame {...frame} realm={realm} crumbs={[all]} title={user.name ?? user.username}>
      <nav className="parts" aria-label={say("console.users.parts")}>
        {shown.map((one) => (
          <a key={one} href={`${all.href}/${user.id}${parts[one]}`} aria-current={one === part ? "page" : undefined}>
            {nameOf(one, isApi)}
          </a>
        ))}
      </nav>
      {children}
    </ConsoleFrame>
  );
}

/** Nothing gives an API user access but its keys. */
function nameOf(part: keyof typeof parts, isApi: boolean): string {
  const name = part === "access" && isApi ? "keys" : part;
  return say(`console.users.part.${name}`);
}
