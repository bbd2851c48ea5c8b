import { exportUsers } from "@/lib/admin/export-users";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { actorOf } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { csvResponse } from "@/lib/web/csv-response";
import { readUsersQuery } from "@/lib/web/user-query";

/** The users of a realm as their page shows them, all pages of them. */
export async function GET(request: Request, { params }: RouteContext<"/console/realms/[realm]/users.csv">) {
  const administrator = await requireAdministrator();
  const realm = await findRealmOfPage(administrator, (await params).realm);
  if (!realm) return new Response(null, { status: 404 });
  const { users, page } = readUsersQuery(Object.fromEntries(new URL(request.url).searchParams));
  const asked = { ...users, order: { sort: page.sort, direction: page.direction } };
  return csvResponse("users.csv", exportUsers(realm.id, asked, actorOf(administrator)));
}
