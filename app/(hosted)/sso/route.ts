import { ssoStep } from "@/lib/web/sso";

/** One step of seamless SSO: see lib/web/sso. */
export async function GET(request: Request): Promise<Response> {
  return new Response(null, { status: 303, headers: { location: await ssoStep(request) } });
}
