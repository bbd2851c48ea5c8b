import { demoConfiguration } from "@/lib/web/demo-id";

export const dynamic = "force-dynamic";

export function GET(): Response {
  return Response.json(demoConfiguration());
}
