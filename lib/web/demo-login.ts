import { verifyToken } from "./demo-app";
import { type CameBy, startDemoSession } from "./demo-session";

/**
 * What an app's login handler does with `?token=…`: checks it, starts the app's own session, and goes on at once, with
 * 303, to an address without the token, so that it stays in no history, no bookmark and no Referer.
 */
export async function handleLogin(request: Request, { path, app }: Pick<CameBy, "path" | "app">): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const token = query.get("token") ?? "";
  const arrival = await verifyToken(token);
  if (typeof arrival === "string") return seeOther(`/demo/refused?why=${arrival}`);
  await startDemoSession(token, arrival, {
    path,
    app,
    signup: query.get("signup") === "true",
    redir: query.get("redir")?.slice(0, 500) ?? null,
  });
  return seeOther("/demo/account");
}

/** 303 to a path of ours or an address. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}
