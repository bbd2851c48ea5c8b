import { demoAnswer, readDemoRequest } from "@/lib/web/demo-id";
import { seeOther } from "@/lib/web/demo-login";

/** Sends the browser back from Demo ID, as whoever was chosen. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const asked = readDemoRequest(query);
  return asked ? seeOther(demoAnswer(asked, query.get("as") ?? "")) : new Response(null, { status: 400 });
}
