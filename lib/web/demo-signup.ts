import { cookies } from "next/headers";
import { z } from "zod";
import { env } from "@/lib/env";
import { requireDemo } from "./demo-app";

const COOKIE = "demo_signup";

/** The sample app keeps a signup in mind for an hour; its token may live longer. */
const LONGEST_SECONDS = 3600;

/** Gatehouse's answer is waited for so long, in ms. */
const PATIENCE_MS = 10_000;

/** A signup that has come back to the sample app; after it was finished, with the name of its user. */
const signup = z.object({ token: z.string(), redir: z.string().nullable(), finishedAs: z.string().nullable() });

type DemoSignup = z.output<typeof signup>;

const options = () => ({ httpOnly: true, secure: env().https, sameSite: "lax", path: "/demo" }) as const;

/** Keeps a signup in a cookie of the sample app's own, so that its token is in no address from here on. */
export async function keepSignup(kept: DemoSignup): Promise<void> {
  (await cookies()).set(COOKIE, JSON.stringify(kept), { ...options(), maxAge: LONGEST_SECONDS });
}

/** The signup of this browser, or null. */
export async function readSignup(): Promise<DemoSignup | null> {
  const text = (await cookies()).get(COOKIE)?.value ?? "null";
  try {
    return signup.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Forgets the signup of this browser. Nobody was made, and nothing is to be taken back: its token ends by itself. */
export async function forgetSignup(): Promise<void> {
  (await cookies()).set(COOKIE, "", { ...options(), maxAge: 0 });
}

const userToken = z.object({
  id: z.string(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  email: z.string().nullable(),
  username: z.string(),
  object: z.literal("user_token"),
  credential_type: z.string(),
});

const refusal = z.object({ errors: z.record(z.string(), z.array(z.string())) });

/** What a signup token says, asked of the management API; "ended" where it says nothing any more. */
export async function fetchUserToken(token: string): Promise<z.output<typeof userToken> | "ended" | "unreachable"> {
  const answer = await callApi(`/v1/user_tokens/${encodeURIComponent(token)}`);
  if (answer?.status === 404) return "ended";
  const read = userToken.safeParse(answer?.body);
  return read.success ? read.data : "unreachable";
}

/** Makes the user of a signup token. "taken": another has the name or the address by now. */
export async function redeemToken(token: string): Promise<{ username: string } | "taken" | "ended" | "unreachable"> {
  const answer = await callApi("/v1/users", { user: { token } });
  const user = z.object({ username: z.string() }).safeParse(answer?.body);
  if (answer?.status === 201 && user.success) return user.data;
  const refused = refusal.safeParse(answer?.body);
  if (answer?.status !== 422 || !refused.success) return "unreachable";
  return "token" in refused.data.errors ? "ended" : "taken";
}

/**
 * Asks the management API as any app's server does: over HTTP, with an API key that no browser ever sees. null: no
 * answer.
 */
async function callApi(path: string, body?: unknown): Promise<{ status: number; body: unknown } | null> {
  const { origin, api_key: key, realm } = await requireDemo();
  try {
    const response = await fetch(origin + path, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        Accept: "application/json",
        "X-Authrocket-Api-Key": key,
        "X-Authrocket-Realm": realm.id,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { status: response.status, body: await response.json() };
  } catch {
    return null;
  }
}
