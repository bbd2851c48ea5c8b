import { logout } from "@/lib/flows/logout";
import { isTopLevelNavigation } from "@/lib/web/navigation";
import { paths } from "@/lib/web/paths";
import { dropSessionCookie, readSessionCookie } from "@/lib/web/session-cookie";
import { requireVisit } from "@/lib/web/visit";

/**
 * Apps send people here to end their hosted session. Only a navigation of the whole window does: an image, a frame or a
 * fetch changes nothing. A browser that does not say what it is doing is shown a button instead.
 */
export async function GET(request: Request): Promise<Response> {
  const visit = requireVisit();
  const to = visit.redirectUri && visit.redirectUri !== "refused" ? visit.redirectUri : paths.loggedOut();
  if (!isTopLevelNavigation(request.headers)) return seeOther(paths.loggedOut());
  await logout(visit, await readSessionCookie());
  await dropSessionCookie();
  return seeOther(to);
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}
