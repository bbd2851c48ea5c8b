import type { JobData } from "@/lib/domain/jobs";
import { db } from "./client";
import { holdProvider, ProviderGone } from "./held-provider";
import { newId } from "./new-id";
import { insertUser, type NewUser, takenBy } from "./new-users";
import { isProfileTaken, type NewProfile } from "./profile-row";
import { type ShownState, spendProviderState } from "./provider-states";
import { sendJob, wakeWorkers } from "./queue";
import type { EventOrigin } from "./users";

export type UserByProfile = {
  readonly user: NewUser & { readonly profile: NewProfile };
  /** The step that this ends, which is spent with it; null where there was none. */
  readonly step: ShownState | null;
  readonly at: Date;
  /** What has them prove their address, where the app wants that and the provider has not. */
  readonly verification: JobData["send-verification"] | null;
};

/**
 * Makes the user of somebody who came by a provider, with their profile, and ends the step that waited for it: one
 * transaction, so that of any number at once exactly one does both, and what is taken leaves the step as it was. "off": the
 * provider was deleted or changed meanwhile.
 */
export async function createUserByProfile(
  realmId: string,
  { user, step, at, verification }: UserByProfile,
  by: EventOrigin,
): Promise<{ id: string } | "ended" | "off" | { taken: "username" | "email" | "profile" }> {
  const id = newId("usr", at);
  try {
    const made = await db().$transaction(async (tx) => {
      if (step) await holdProvider(tx, realmId, user.profile); // before its state
      if (step && !(await spendProviderState(realmId, step, tx))) return "ended" as const;
      await insertUser(tx, { realmId, id }, user, by);
      if (verification) {
        await tx.user.updateMany({ where: { realmId, id }, data: { emailVerification: "requested" } });
        await sendJob(tx, "send-verification", verification);
      }
      return { id };
    });
    if (verification) wakeWorkers("send-verification");
    return made;
  } catch (error) {
    const taken = takenBy(error) ?? (isProfileTaken(error) ? ("profile" as const) : null);
    if (taken) return { taken };
    if (error instanceof ProviderGone) return "off";
    throw error;
  }
}
