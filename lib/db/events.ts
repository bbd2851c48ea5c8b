import { db } from "./client";
import { newId } from "./new-id";
import type { EventOrigin } from "./users";

/** Records a login that failed. Without a user for a name that nobody has, so both cost the same. */
export async function recordFailedLogin(
  realmId: string,
  { userId, appId, at, by }: { userId: string | null; appId: string; at: Date; by: EventOrigin },
): Promise<void> {
  await db().event.create({
    data: {
      id: newId("ev", at),
      realmId,
      eventType: "user.login.failed",
      userId,
      loginPolicyId: appId,
      ip: by.ip,
      client: by.userAgent,
      eventAt: at,
    },
    select: { id: true },
  });
}
