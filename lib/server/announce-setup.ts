import { openSetup } from "@/lib/admin/setup";
import { env } from "@/lib/env";
import { log } from "./log";

/** While nobody administers this deployment, says in the log how the first one does: reading the log is the proof. */
export async function announceSetup(): Promise<void> {
  const code = await openSetup();
  if (code)
    log().info(`Set up the first administrator at ${env().publicUrl}/console/setup with the one-time code ${code}`);
}
