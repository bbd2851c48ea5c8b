import { afterLogout, askToLogOut, endSessionHere, logoutAtHome } from "@/lib/web/leave-session";
import { isTopLevelNavigation } from "@/lib/web/navigation";

/**
 * Apps send people here to end their hosted session, wherever it lives. Only a navigation of the whole window does: an
 * image, a frame or a fetch changes nothing. A browser that does not say what it is doing is shown a button instead.
 */
export async function GET(request: Request): Promise<Response> {
  const navigates = isTopLevelNavigation(request.headers);
  if (navigates) await endSessionHere();
  return seeOther(logoutAtHome() ?? (navigates ? await afterLogout() : askToLogOut()));
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}
