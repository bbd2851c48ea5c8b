import { cookies } from "next/headers";
import { env } from "@/lib/env";
import { type Arrival, verifyToken } from "./demo-app";

const SESSION = "demo_session";
const CAME_BY = "demo_came_by";

/** The sample app's own session lasts an hour at most, whatever the token says. */
const LONGEST_SECONDS = 3600;

/** How somebody came: the path they came back to, and what stood beside the token. */
export type CameBy = {
  readonly path: string;
  readonly app: string;
  readonly signup: boolean;
  readonly redir: string | null;
};

const options = () => ({ httpOnly: true, secure: env().https, sameSite: "lax", path: "/demo" }) as const;

/** Starts the sample app's own session. It keeps the token in a cookie of its own, and checks it at every request. */
export async function startDemoSession(token: string, { claims }: Arrival, cameBy: CameBy): Promise<void> {
  const left = Math.floor((claims.exp ?? 0) - Date.now() / 1000);
  const maxAge = Math.max(0, Math.min(left, LONGEST_SECONDS));
  const jar = await cookies();
  jar.set(SESSION, token, { ...options(), maxAge });
  jar.set(CAME_BY, JSON.stringify(cameBy), { ...options(), maxAge });
}

/** Who is logged in at the sample app in this browser, and how they came; null for nobody. */
export async function readDemoSession(): Promise<(Arrival & { cameBy: CameBy | null }) | null> {
  const jar = await cookies();
  const arrival = await verifyToken(jar.get(SESSION)?.value);
  return typeof arrival === "string" ? null : { ...arrival, cameBy: readCameBy(jar.get(CAME_BY)?.value) };
}

/** Ends the sample app's own session. The hosted one lives on until its app's `/logout`. */
export async function endDemoSession(): Promise<void> {
  const jar = await cookies();
  for (const name of [SESSION, CAME_BY]) jar.set(name, "", { ...options(), maxAge: 0 });
}

function readCameBy(text: string | undefined): CameBy | null {
  try {
    const { path, app, signup, redir } = JSON.parse(text ?? "");
    return {
      path: String(path),
      app: String(app),
      signup: signup === true,
      redir: typeof redir === "string" ? redir : null,
    };
  } catch {
    return null;
  }
}
