import type { ShownTicket } from "@/lib/db/second-factor";
import { appIdOf, type Door } from "@/lib/domain/door";
import { hashSecret } from "./secret-token";

/** What whoever goes on with a login holds of it: a program the token alone, a browser a secret of its own besides. */
export type HeldTicket = { readonly token: string; readonly browserSecret: string | null };

/** A held ticket as the database knows it: by hashes, for this app, waiting for what `kind` says. */
export function showTicket(door: Door, { token, browserSecret }: HeldTicket, kind: ShownTicket["kind"]): ShownTicket {
  const browserHash = browserSecret === null ? null : hashSecret(browserSecret);
  return { tokenHash: hashSecret(token), browserHash, appId: appIdOf(door), kind, at: door.at };
}
