import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { NextRequest } from "next/server";
import { getServerSession } from "next-auth";
import NextAuth from "next-auth/next";
import { findSignedIn, type SignedInAdministrator, signOutAdministrator } from "@/lib/admin/sign-in";
import { BusyError } from "@/lib/domain/busy";
import { hours, seconds } from "@/lib/domain/duration";
import { type Outcome, refuse } from "@/lib/domain/outcome";
import { env } from "@/lib/env";
import { currentRequest } from "@/lib/request/context";
import { authOptions, consoleCookieNames, consoleCookieOptions } from "./auth-options";
import { paths } from "./paths";

/** The secret of our session row that next-auth's cookie carries, or null. */
async function readSecret(): Promise<string | null> {
  const session = (await getServerSession(authOptions())) as { secret?: unknown } | null;
  return typeof session?.secret === "string" ? session.secret : null;
}

/** Who is signed in to the console in this browser, or null. Our row decides; the cookie only points at it. */
export async function findAdministrator(): Promise<SignedInAdministrator | null> {
  const secret = await readSecret();
  return secret ? findSignedIn(secret, currentRequest().at) : null;
}

/** As `findAdministrator`; goes to the sign-in instead of answering null. Every page and action of the console calls it. */
export async function requireAdministrator(): Promise<SignedInAdministrator> {
  return (await findAdministrator()) ?? redirect(paths.consoleLogin());
}

/**
 * Signs an administrator in through next-auth, within this process, so that a plain form without JavaScript can: its
 * token against forgery is asked for and handed back, and the cookie it answers with is given to the browser.
 */
export async function signInThroughNextAuth(email: string, password: string): Promise<Outcome<{ secret: string }>> {
  let outcome: Outcome<{ secret: string }> = refuse({ code: "request.malformed" });
  let busy: unknown;
  const handler = NextAuth(
    authOptions((heard) => {
      outcome = heard;
    }),
  );
  const ask = async (path: string, body?: URLSearchParams): Promise<Response> => {
    const request = new NextRequest(`${env().publicUrl}/api/auth/${path}`, body ? { method: "POST", body } : {});
    return handler(request, { params: Promise.resolve({ nextauth: path.split("/") }) });
  };
  const jar = await cookies();
  const csrf = await ask("csrf");
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const names = consoleCookieNames();
  const given = cookieOf(csrf, names.csrf);
  if (given) jar.set(names.csrf, given, consoleCookieOptions());
  const answer = await ask(
    "callback/credentials",
    new URLSearchParams({ csrfToken, email, password, json: "true" }),
  ).catch((error) => {
    busy = error;
    return null;
  });
  if (busy instanceof BusyError) return refuse({ code: "server.busy", retryAfter: busy.retryAfter });
  const session = answer && cookieOf(answer, names.session);
  if (outcome.ok && session) {
    jar.set(names.session, session, { ...consoleCookieOptions(), maxAge: hours(12) / seconds(1) });
  }
  return outcome;
}

/** Ends this browser's console session: the row first, which is what counts, then the cookie. */
export async function signOut(): Promise<void> {
  const secret = await readSecret();
  if (secret) await signOutAdministrator(secret);
  const jar = await cookies();
  for (const name of Object.values(consoleCookieNames())) jar.set(name, "", { ...consoleCookieOptions(), maxAge: 0 });
}

function cookieOf(answer: Response, name: string): string | null {
  const line = answer.headers.getSetCookie().find((one) => one.startsWith(`${name}=`));
  const value = line?.slice(name.length + 1).split(";")[0];
  return value ? decodeURIComponent(value) : null;
}
