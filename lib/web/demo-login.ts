import { verifyToken } from "./demo-app";
import { type CameBy, startDemoSession } from "./demo-session";
import { forgetSignup, keepSignup } from "./demo-signup";

/**
 * What an app's login handler does with `?token=…`: checks it, starts the app's own session, and goes on at once, with
 * 303, to an address without the token, so that it stays in no history, no bookmark and no Referer.
 */
export async function handleLogin(request: Request, { path, app }: Pick<CameBy, "path" | "app">): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const token = query.get("token") ?? "";
  if (token.startsWith("utk_")) return handleSignup(request);
  const arrival = await verifyToken(token);
  if (typeof arrival === "string") return seeOther(`/demo/refused?why=${arrival}`);
  await startDemoSession(token, arrival, {
    path,
    app,
    signup: query.get("signup") === "true",
    redir: redirOf(query),
  });
  return seeOther("/demo/account");
}

/**
 * What an app's signup handler does with `?token=utk_…`: keeps it, and goes on at once to an address without it. A
 * signup also comes to a login handler: where the app has no other, or `redirect_uri` names one.
 */
export async function handleSignup(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const token = query.get("token") ?? "";
  if (token === "") await forgetSignup();
  else await keepSignup({ token: token.slice(0, 100), redir: redirOf(query), finishedAs: null });
  return seeOther("/demo/signup/payment");
}

function redirOf(query: URLSearchParams): string | null {
  return query.get("redir")?.slice(0, 500) ?? null;
}

/** 303 to a path of ours or an address. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}
