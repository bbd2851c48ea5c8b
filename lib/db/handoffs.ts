import { db } from "./client";
import { newId } from "./new-id";
import { utc } from "./sql";

/** A form on its way to an app, sealed: its fields hold a token. */
export type NewHandoff = {
  readonly appId: string;
  readonly secretHash: Uint8Array<ArrayBuffer>;
  readonly formEncrypted: Uint8Array<ArrayBuffer>;
  readonly at: Date;
  readonly expiresAt: Date;
};

/** Keeps a form until the browser that holds the secret of `secretHash` asks for it. */
export async function keepHandoff(realmId: string, { at, ...handoff }: NewHandoff): Promise<void> {
  await db().handoff.create({ data: { id: newId("kho", at), realmId, createdAt: at, ...handoff } });
}

/** Takes a form out, once, at its app and before its end. Null for any other. */
export async function takeHandoff(
  realmId: string,
  { appId, secretHash, at }: Pick<NewHandoff, "appId" | "secretHash" | "at">,
): Promise<Uint8Array | null> {
  const [row] = await db().$queryRaw<{ form: Uint8Array }[]>`
    DELETE FROM handoffs WHERE realm_id = ${realmId} AND app_id = ${appId} AND secret_hash = ${secretHash}
      AND expires_at > ${utc(at)}
    RETURNING form_encrypted AS form`;
  return row?.form ?? null;
}
