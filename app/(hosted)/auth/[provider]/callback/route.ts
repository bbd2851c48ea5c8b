import { isPassingBy } from "@/lib/web/navigation";
import { comeBackTo } from "@/lib/web/provider-visit";

type Props = { readonly params: Promise<{ readonly provider: string }> };

/** Where providers send people back to. The code in the query is turned in once, by the browser that went there. */
export async function GET({ headers }: Request, { params }: Props): Promise<Response> {
  if (isPassingBy(headers)) return new Response(null, { status: 204 });
  return seeOther(await comeBackTo((await params).provider, null));
}

export function HEAD(): Response {
  return new Response(null, { status: 204 });
}

/** The same by a form that the provider's own page posts (response_mode form_post): Apple's way. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  return seeOther(await comeBackTo((await params).provider, new URLSearchParams(await request.text())));
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}
