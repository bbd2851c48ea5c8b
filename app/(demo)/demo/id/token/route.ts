import { demoTokens } from "@/lib/web/demo-id";

/** The token address of Demo ID: asked by the server that its client runs, never by a browser. */
export async function POST(request: Request): Promise<Response> {
  const { status, body } = await demoTokens(new URLSearchParams(await request.text()));
  return Response.json(body, { status });
}
