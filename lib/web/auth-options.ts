import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import {
  consoleCookieKey,
  findSignedIn,
  type SignedIn,
  signInAdministrator,
  signInInput,
  signOutAdministrator,
} from "@/lib/admin/sign-in";
import { signInByCode, signInCodeInput } from "@/lib/admin/sign-in-code";
import { hours, seconds } from "@/lib/domain/duration";
import { type Outcome, refuse } from "@/lib/domain/outcome";
import { env } from "@/lib/env";
import { currentRequest } from "@/lib/request/context";
import { readInput } from "@/lib/request/input";
import { paths } from "./paths";

/** A sign-in by our own flow, under way. */
export type SignInTry = Promise<Outcome<SignedIn>>;

/**
 * `__Host-` where the origin is https: only this very host can have set it. No other name may begin with the session's:
 * next-auth takes every cookie that does for a piece of it.
 */
export function consoleCookieNames() {
  const prefix = env().https ? "__Host-" : "";
  return {
    session: `${prefix}gh_console`,
    csrf: `${prefix}gh_admin_csrf`,
    callback: `${prefix}gh_admin_to`,
    /** What goes on with a sign-in that waits for a code. */
    step: `${prefix}gh_admin_step`,
  };
}

/** A console cookie is kept as long as its session can last at most: 12 hours, in seconds. */
export const CONSOLE_COOKIE_SECONDS = hours(12) / seconds(1);

/** HttpOnly, SameSite=Lax, this host only (ASVS 3.3). */
export function consoleCookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: env().https } as const;
}

/**
 * next-auth for the console, and for nothing else: its credentials provider calls our own throttled flow, and its
 * encrypted cookie carries the secret of our session row, which alone decides who is signed in. `onTry` is handed each
 * sign-in, since next-auth itself only says that one did not work, and keeps even our own failures to itself.
 */
export function authOptions(onTry: (tried: SignInTry) => void): NextAuthOptions {
  const names = consoleCookieNames();
  const options = consoleCookieOptions();
  return {
    secret: consoleCookieKey(),
    useSecureCookies: env().https,
    session: { strategy: "jwt", maxAge: CONSOLE_COOKIE_SECONDS },
    pages: { signIn: paths.consoleLogin(), error: paths.consoleLogin(), signOut: paths.console() },
    cookies: {
      sessionToken: { name: names.session, options },
      csrfToken: { name: names.csrf, options },
      callbackUrl: { name: names.callback, options },
    },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {}, token: {}, code: {} },
        async authorize(credentials) {
          const tried = signIn(credentials ?? {});
          onTry(tried);
          const outcome = await tried.catch(() => null);
          return outcome?.ok && outcome.value.kind === "signed-in" ? { id: outcome.value.secret } : null;
        },
      }),
    ],
    callbacks: {
      // `user` is there at the sign-in alone; from then on the token is handed on as it is.
      jwt: ({ token, user }) => (user ? { secret: user.id } : { secret: token.secret }),
      // What any script on this origin can read: who is signed in, and never the secret.
      session: async ({ session, token }) => {
        const { at } = currentRequest();
        const known = typeof token.secret === "string" ? await findSignedIn(token.secret, at) : null;
        return {
          expires: known ? session.expires : at.toISOString(),
          ...(known ? { user: { email: known.email } } : {}),
        };
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.secret === "string") await signOutAdministrator(token.secret);
      },
    },
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  };
}

/** By e-mail address and password; or, where `token` says of which sign-in, by the code that it waits for. */
async function signIn(credentials: Readonly<Record<string, unknown>>): SignInTry {
  const { at, client } = currentRequest();
  const raw = (name: string) => (Object.hasOwn(credentials, name) ? [credentials[name]] : []);
  if (raw("token").length > 0) {
    const input = readInput(signInCodeInput, raw);
    return input.ok ? signInByCode(input.value, { at, client }) : refuse(...input.problems);
  }
  const input = readInput(signInInput, raw);
  return input.ok ? signInAdministrator(input.value, { at, client }) : refuse(...input.problems);
}
