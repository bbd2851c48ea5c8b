import { type Doer, recordDeed } from "./audit";
import { db } from "./client";
import { recordEvents } from "./events";

type Sentences = {
  readonly locale: string;
  /** Codes with the owner's wording. */
  readonly set: Readonly<Record<string, string>>;
  /** Codes that are said in our words again. */
  readonly unset: readonly string[];
};

/**
 * Puts an owner's wording in place of ours for one app and language, and leaves all other sentences as they are. With
 * its event and what the administrator did, in one transaction. False where there is no such app.
 */
export async function setOwnSentences(
  realmId: string,
  appId: string,
  { locale, set, unset }: Sentences,
  doer: Doer,
): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const changed = await tx.$executeRaw`
      UPDATE connected_apps SET updated_at = now() AT TIME ZONE 'UTC', sentences = jsonb_set(sentences, ARRAY[${locale}],
        (coalesce(sentences -> ${locale}, '{}'::jsonb) - ${[...unset]}::text[]) || ${JSON.stringify(set)}::jsonb)
      WHERE realm_id = ${realmId} AND id = ${appId}`;
    if (changed !== 1) return false;
    await recordEvents(tx, realmId, [
      { type: "login_policy.updated", loginPolicyId: appId, at: doer.at, by: doer.client },
    ]);
    const changes = { locale, set: Object.keys(set), unset };
    await recordDeed(tx, realmId, doer, {
      action: "sentences.updated",
      objectType: "login_policy",
      objectId: appId,
      changes,
    });
    return true;
  });
}
