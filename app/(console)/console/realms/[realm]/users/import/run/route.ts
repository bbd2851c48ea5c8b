import { answerImport } from "@/lib/web/import-response";

type Context = RouteContext<"/console/realms/[realm]/users/import/run">;

/** The file that the form of the page brings: imported, or with `?dry_run=true` only tried. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const isDry = new URL(request.url).searchParams.get("dry_run") === "true";
  return answerImport(request, (await params).realm, isDry);
}
