import { handleSignup } from "@/lib/web/demo-login";

/** The signup handler of the app whose signups leave a token. */
export async function GET(request: Request): Promise<Response> {
  return handleSignup(request);
}
