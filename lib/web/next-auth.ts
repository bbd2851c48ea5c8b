import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import { decode } from "next-auth/jwt";
import NextAuth from "next-auth/next";
import { CODE_MINUTES, consoleCookieKey, type SignedIn } from "@/lib/admin/sign-in";
import { BusyError } from "@/lib/domain/busy";
import { minutes, seconds } from "@/lib/domain/duration";
import { type Outcome, refuse } from "@/lib/domain/outcome";
import { statusOf } from "@/lib/domain/problem";
import { env } from "@/lib/env";
import {
  authOptions,
  CONSOLE_COOKIE_SECONDS,
  consoleCookieNames,
  consoleCookieOptions,
  type SignInTry,
} from "./auth-options";

/** What next-auth is asked for here. Its own pages are not among it: the console has its own. */
const served = new Set([
  "GET csrf",
  "GET providers",
  "GET session",
  "GET signin",
  "GET signout",
  "POST callback/credentials",
  "POST signout",
]);

type Answered = { readonly response: Response; readonly tried: SignInTry | undefined };

/** Has next-auth answer, within this process. A sign-in that it asked our own flow for comes beside its answer. */
async function ask(request: NextRequest, path: string): Promise<Answered> {
  const heard: { tried?: SignInTry } = {};
  const handler = NextAuth(
    authOptions((tried) => {
      heard.tried = tried;
    }),
  );
  const response = await handler(request, { params: Promise.resolve({ nextauth: path.split("/") }) });
  return { response, tried: heard.tried };
}

/**
 * The endpoint of next-auth. A sign-in that has to wait is told so here as everywhere (429 or 503, with Retry-After),
 * and a failure of ours is one: next-auth would call both a wrong password.
 */
export async function answerNextAuth(request: NextRequest, path: string): Promise<Response> {
  if (!served.has(`${request.method} ${path}`)) return new Response(null, { status: 404 });
  const { response, tried } = await ask(request, path);
  const outcome = await tried?.catch((error: unknown) => {
    if (error instanceof BusyError) return refuse({ code: "server.busy", retryAfter: error.retryAfter });
    throw error;
  });
  if (!outcome || outcome.ok) return response;
  const retryAfter = outcome.problems[0].retryAfter;
  if (retryAfter === undefined) return response;
  return new Response(null, { status: statusOf(outcome.problems), headers: { "retry-after": String(retryAfter) } });
}

/**
 * Signs an administrator in through next-auth, so that a plain form without JavaScript can: its token against forgery
 * is asked for and handed back, and the cookie it answers with is given to the browser. Throws what our flow throws.
 * Where a code is waited for there is no session yet, and the cookie holds what goes on.
 */
export async function signInThroughNextAuth(credentials: Readonly<Record<string, string>>): Promise<Outcome<SignedIn>> {
  const names = consoleCookieNames();
  const jar = await cookies();
  const csrf = await ask(new NextRequest(addressOf("csrf")), "csrf");
  const { csrfToken } = (await csrf.response.json()) as { csrfToken: string };
  const given = cookieOf(csrf.response, names.csrf);
  if (given) jar.set(names.csrf, given, consoleCookieOptions());

  const path = "callback/credentials";
  const body = new URLSearchParams({ ...credentials, csrfToken, json: "true" });
  const { response, tried } = await ask(new NextRequest(addressOf(path), { method: "POST", body }), path);
  if (!tried) throw new Error("next-auth did not ask who this is.");
  const outcome = await tried;
  if (!outcome.ok) return outcome;
  if (outcome.value.kind === "need-code") {
    const maxAge = minutes(CODE_MINUTES) / seconds(1);
    jar.set(names.step, outcome.value.ticket, { ...consoleCookieOptions(), maxAge });
    return outcome;
  }
  const session = cookieOf(response, names.session);
  if (!session) throw new Error("next-auth gave no session to somebody who may sign in.");
  jar.set(names.session, session, { ...consoleCookieOptions(), maxAge: CONSOLE_COOKIE_SECONDS });
  if (jar.has(names.step)) jar.set(names.step, "", { ...consoleCookieOptions(), maxAge: 0 });
  return outcome;
}

/** The secret of our session row that next-auth's cookie carries, or null. */
export async function readConsoleSecret(): Promise<string | null> {
  const token = (await cookies()).get(consoleCookieNames().session)?.value;
  if (!token) return null;
  const claims = await decode({ token, secret: consoleCookieKey() }).catch(() => null);
  return typeof claims?.secret === "string" ? claims.secret : null;
}

/** What goes on with this browser's sign-in that waits for a code, or null. */
export async function readSignInTicket(): Promise<string | null> {
  return (await cookies()).get(consoleCookieNames().step)?.value || null;
}

/** Takes every cookie of the console from the browser. */
export async function dropConsoleCookies(): Promise<void> {
  const jar = await cookies();
  for (const name of Object.values(consoleCookieNames())) jar.set(name, "", { ...consoleCookieOptions(), maxAge: 0 });
}

function addressOf(path: string): string {
  return `${env().publicUrl}/api/auth/${path}`;
}

function cookieOf(answer: Response, name: string): string | null {
  const line = answer.headers.getSetCookie().find((one) => one.startsWith(`${name}=`));
  const value = line?.slice(name.length + 1).split(";")[0];
  return value ? decodeURIComponent(value) : null;
}
