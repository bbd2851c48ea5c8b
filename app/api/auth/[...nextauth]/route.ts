import type { NextRequest } from "next/server";
import { answerNextAuth } from "@/lib/web/next-auth";

type Context = { params: Promise<{ nextauth: string[] }> };

/** The one endpoint of next-auth. Its settings need the deployment's secret, so they are made with each request. */
async function handle(request: NextRequest, { params }: Context): Promise<Response> {
  return answerNextAuth(request, (await params).nextauth.join("/"));
}

export { handle as GET, handle as POST };
