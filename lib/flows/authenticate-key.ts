import { z } from "zod";
import { recordEvent } from "@/lib/db/events";
import { newId } from "@/lib/db/new-id";
import { startSession } from "@/lib/db/sessions";
import { findKeyUser } from "@/lib/db/user-keys";
import type { Door } from "@/lib/domain/door";
import { hours, minutes } from "@/lib/domain/duration";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { hashSecret } from "@/lib/tokens/secret-token";
import { signUnkept } from "./finish-login";

export const authenticateKeyInput = z.object({ api_key: z.string() });

/** Who a key is of, and a login token where the realm gives such ones to API users. */
export type KeyHolder = { readonly userId: string; readonly token: string | null };

/** A user's last login by key is noted once a day: a key may be shown many times a second (authrocket-1.md §1.7). */
const NOTED_MS = hours(24);

/** Logs an API user in by key. Keys have 128 random bits and more, so that no number of tries finds one. */
export async function authenticateKey(
  door: Door,
  { api_key: key }: z.output<typeof authenticateKeyInput>,
): Promise<Outcome<KeyHolder>> {
  const { realm, at, client } = door;
  const user = await findKeyUser(realm.id, hashSecret(key));
  if (!user?.active) {
    await recordEvent(realm.id, { type: "user.login.failed", userId: user?.id ?? null, at, by: client });
    return refuse({ code: "credentials.wrong" });
  }
  const life = minutes(user.tokenMinutes);
  const expiresAt = new Date(at.getTime() + life);
  const isNoted = user.lastLoginAt !== null && at.getTime() - user.lastLoginAt.getTime() < NOTED_MS;
  const session = isNoted
    ? { id: newId("kss", at) }
    : await startSession(realm.id, {
        userId: user.id,
        appId: null,
        cookieHash: null,
        at,
        expiresAt,
        by: client,
        counters: null,
      });
  if (!session) return refuse({ code: "credentials.wrong" });
  const token = life > 0 ? await signUnkept(door, user, { id: session.id, expiresAt }) : null;
  return done({ userId: user.id, token });
}
