import { openLink } from "@/lib/web/link-cookie";
import { paths } from "@/lib/web/paths";

/** What answers `/verify_email?token=…` (next.config.mjs). */
export async function GET(): Promise<Response> {
  return openLink("verify", (visit, username, isWhole) =>
    paths.verifyEmail(visit, username, isWhole ? "confirm" : "broken"),
  );
}
