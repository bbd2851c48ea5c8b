import { isPassingBy } from "@/lib/web/navigation";
import { startAt } from "@/lib/web/provider-visit";

type Props = { readonly params: Promise<{ readonly provider: string }> };

/** Sends a browser to a provider (seed 002). Whoever only looks, or fetches ahead, starts nothing. */
export async function GET({ headers }: Request, { params }: Props): Promise<Response> {
  if (isPassingBy(headers)) return new Response(null, { status: 204 });
  return new Response(null, { status: 302, headers: { location: await startAt((await params).provider) } });
}

export function HEAD(): Response {
  return new Response(null, { status: 204 });
}
