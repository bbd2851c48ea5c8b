import { takeHandoffCookie } from "@/lib/web/handoff-cookie";
import { handoffGonePage, handoffPage } from "@/lib/web/handoff-page";

/**
 * Hands a person over to an app that wants its token posted (response_mode form_post). Next's client asks here once
 * before the browser does: it is told nothing, and takes nothing.
 */
export async function GET({ headers }: Request): Promise<Response> {
  if (headers.has("rsc") || (headers.get("sec-fetch-mode") ?? "navigate") !== "navigate")
    return new Response(null, { status: 204 });
  const form = await takeHandoffCookie();
  return form ? handoffPage(form) : handoffGonePage();
}
