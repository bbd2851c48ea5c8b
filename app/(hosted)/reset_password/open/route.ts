import { openLink } from "@/lib/web/link-cookie";
import { paths } from "@/lib/web/paths";

/** What answers `/reset_password?token=…` (next.config.mjs). */
export async function GET(): Promise<Response> {
  return openLink("reset", (visit, username, isWhole) =>
    paths.resetPassword(visit, username, isWhole ? undefined : "broken"),
  );
}
