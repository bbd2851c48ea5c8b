import { exportDeeds } from "@/lib/admin/audit";
import { doerOf } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { csvResponse } from "@/lib/web/csv-response";
import { auditNames, readQuery } from "@/lib/web/list-query";

/** The audit log as its page shows it, all pages of it. */
export async function GET(request: Request): Promise<Response> {
  const administrator = await requireAdministrator();
  const asked = Object.fromEntries(new URL(request.url).searchParams);
  return csvResponse("audit.csv", exportDeeds(administrator, readQuery(asked, auditNames), doerOf(administrator)));
}
