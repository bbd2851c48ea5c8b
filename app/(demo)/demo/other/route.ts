import { handleLogin } from "@/lib/web/demo-login";

/** A registered redirect address, for `redirect_uri`. */
export async function GET(request: Request): Promise<Response> {
  return handleLogin(request, { app: "user", path: "/demo/other" });
}
