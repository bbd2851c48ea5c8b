import type { NextRequest } from "next/server";
import NextAuth from "next-auth/next";
import { authOptions } from "@/lib/web/auth-options";

type Context = { params: Promise<{ nextauth: string[] }> };

/** The one endpoint of next-auth. Its settings need the deployment's secret, so they are made with the first request. */
async function handle(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(authOptions())(request, context);
}

export { handle as GET, handle as POST };
