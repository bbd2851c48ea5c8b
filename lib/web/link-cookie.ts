import { cookies } from "next/headers";
import { type IdPrefix, isId } from "@/lib/domain/ids";
import type { Visit } from "@/lib/domain/visit";
import { currentRequest } from "@/lib/request/context";
import { cookieOptions, hostCookie } from "./host-cookie";
import { requireVisit } from "./visit";

/** Which mailed link a browser has opened. */
type Link = "reset" | "verify";

const prefixes: Readonly<Record<Link, IdPrefix>> = { reset: "kpw", verify: "kvf" };
const MAX_AGE_SECONDS = 60 * 60;

/**
 * Answers a mailed link: its token moves into a cookie that scripts cannot read, and the browser goes on to an address
 * without it. So no page of ours is shown at an address with a token, no owner's CSS can read it out of a field
 * (security.md H5), and no later address carries it (50). Nothing is looked up, and nothing changes (47).
 */
export async function openLink(
  link: Link,
  addressOf: (visit: Visit, username: string, isWhole: boolean) => string,
): Promise<Response> {
  const { searchParams } = currentRequest().url;
  const [token, ...more] = searchParams.getAll("token");
  const isWhole = isId(prefixes[link], token) && more.length === 0;
  if (isWhole) (await cookies()).set(hostCookie(link), token, { ...cookieOptions(), maxAge: MAX_AGE_SECONDS });
  const username = searchParams.get("username")?.slice(0, 300) ?? "";
  return new Response(null, {
    status: 303,
    headers: { location: addressOf(requireVisit(), username, isWhole) },
  });
}

/** The token of the link that this browser has opened, if any. */
export async function readLinkCookie(link: Link): Promise<string | undefined> {
  return (await cookies()).get(hostCookie(link))?.value;
}

/** Forgets the link. */
export async function dropLinkCookie(link: Link): Promise<void> {
  (await cookies()).set(hostCookie(link), "", { ...cookieOptions(), maxAge: 0 });
}
