import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { consoleCookieKey, signInAdministrator, signInInput, signOutAdministrator } from "@/lib/admin/sign-in";
import { hours, seconds } from "@/lib/domain/duration";
import { type Outcome, refuse } from "@/lib/domain/outcome";
import { env } from "@/lib/env";
import { currentRequest } from "@/lib/request/context";
import { readInput } from "@/lib/request/input";
import { paths } from "./paths";

/** Told what our own flow said: next-auth itself only says that a sign-in did not work. */
type Heard = (outcome: Outcome<{ secret: string }>) => void;

/**
 * `__Host-` where the origin is https: only this very host can have set it. No other name may begin with the session's:
 * next-auth takes every cookie that does for a piece of it.
 */
export function consoleCookieNames() {
  const prefix = env().https ? "__Host-" : "";
  return { session: `${prefix}gh_console`, csrf: `${prefix}gh_admin_csrf`, callback: `${prefix}gh_admin_to` };
}

/** HttpOnly, SameSite=Lax, this host only (ASVS 3.3). */
export function consoleCookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: env().https } as const;
}

/**
 * next-auth for the console, and for nothing else: its credentials provider calls our own throttled flow, and its
 * encrypted cookie carries the secret of our session row, which alone decides who is signed in.
 */
export function authOptions(heard: Heard = () => undefined): NextAuthOptions {
  const names = consoleCookieNames();
  const options = consoleCookieOptions();
  return {
    secret: consoleCookieKey(),
    useSecureCookies: env().https,
    session: { strategy: "jwt", maxAge: hours(12) / seconds(1) },
    pages: { signIn: paths.consoleLogin(), error: paths.consoleLogin(), signOut: paths.console() },
    cookies: {
      sessionToken: { name: names.session, options },
      csrfToken: { name: names.csrf, options },
      callbackUrl: { name: names.callback, options },
    },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        async authorize(credentials) {
          const outcome = await signIn(credentials ?? {});
          heard(outcome);
          return outcome.ok ? { id: outcome.value.secret } : null;
        },
      }),
    ],
    callbacks: {
      // `user` is there at the sign-in alone; from then on the token is handed on as it is.
      jwt: ({ token, user }) => (user ? { secret: user.id } : { secret: token.secret }),
      session: ({ session, token }) => ({ expires: session.expires, secret: token.secret }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.secret === "string") await signOutAdministrator(token.secret);
      },
    },
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  };
}

async function signIn(credentials: Readonly<Record<string, unknown>>): Promise<Outcome<{ secret: string }>> {
  const { at, client } = currentRequest();
  const input = readInput(signInInput, (name) => (Object.hasOwn(credentials, name) ? [credentials[name]] : []));
  return input.ok ? signInAdministrator(input.value, { at, client }) : refuse(...input.problems);
}
