import type { ComponentProps } from "react";
import { say } from "@/lib/domain/messages";
import { Facts } from "./facts";
import { When } from "./when";

type Props = {
  readonly app: {
    readonly id: string;
    readonly state: "active" | "inactive";
    readonly createdAt: Date;
    readonly loginHandler: string;
    readonly signupHandler: string | null;
    readonly redirectUris: readonly string[];
    readonly handlerOrigins: readonly string[];
    readonly allowedOrigins: readonly string[];
  };
  /** Where its pages are; the first is the one that is linked. */
  readonly origins: readonly string[];
  readonly now: Date;
  /** True where no form below shows the addresses. */
  readonly withAddresses: boolean;
};

/** What there is to know of an app, and the way to its pages. */
export function AppFacts({ app, origins: [origin = "", ...others], now, withAddresses }: Props) {
  const page = (path: string) => (
    <a key={path} href={`${origin}${path}`}>
      {`${origin}${path}`}
    </a>
  );
  const facts: ComponentProps<typeof Facts>["facts"] = [
    [say("console.realm.id"), <code key="id">{app.id}</code>],
    [say("console.state"), say(`console.state.${app.state}`)],
    [say("console.apps.login"), page("/login")],
    [say("console.apps.signup"), page("/signup")],
    [say("console.apps.forgot"), page("/forgot_password")],
    [say("console.apps.logout"), page("/logout")],
    [say("console.apps.also-at"), others.join(" ")],
    [say("console.created"), <When key="created" at={app.createdAt} now={now} />],
  ];
  const addresses: ComponentProps<typeof Facts>["facts"] = [
    [say("console.apps.login-handler"), app.loginHandler],
    [say("console.apps.signup-handler"), app.signupHandler],
    [say("console.apps.redirect-uris"), app.redirectUris.join(" ")],
    [say("console.apps.handler-origins"), app.handlerOrigins.join(" ")],
    [say("console.apps.allowed-origins"), app.allowedOrigins.join(" ")],
  ];
  return <Facts facts={[...facts, ...(withAddresses ? addresses : [])]} />;
}
