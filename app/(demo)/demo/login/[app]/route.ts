import { isDemoMode } from "@/lib/domain/demo-file";
import { handleLogin } from "@/lib/web/demo-login";

/** The login handler of the three apps, one address each. */
export async function GET(request: Request, { params }: { params: Promise<{ app: string }> }): Promise<Response> {
  const { app } = await params;
  if (!isDemoMode(app)) return new Response(null, { status: 404 });
  return handleLogin(request, { app, path: `/demo/login/${app}` });
}
