import { lookInput, showTyped } from "@/lib/admin/typed-look";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { requireAdministrator } from "@/lib/web/console-session";
import { readSentFields } from "@/lib/web/form-answer";
import { paths } from "@/lib/web/paths";

/** What a look comes to that is being typed: clean, with what is left out of it. Nothing is saved. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/console/realms/[realm]/apps/[app]/look/typed">,
) {
  const administrator = await requireAdministrator();
  const { realm: realmId, app: appId } = await params;
  const realm = await findRealmOfPage(administrator, realmId);
  const input = realm && readSentFields(await request.formData(), lookInput);
  if (!input?.ok) return new Response(null, { status: realm ? 400 : 404 });
  const typed = await showTyped({ realmId, appId }, input.value, paths.consoleAssets(realmId));
  return typed ? Response.json(typed) : new Response(null, { status: 404 });
}
