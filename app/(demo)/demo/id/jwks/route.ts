import { demoKeys } from "@/lib/web/demo-id";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  return Response.json(await demoKeys());
}
