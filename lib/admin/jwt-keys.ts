import { z } from "zod";
import type { Actor } from "@/lib/db/changes";
import * as store from "@/lib/db/jwt-keys";
import { isId } from "@/lib/domain/ids";
import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { forgetSigningKey, jwtKeyForApps, makeJwtKey } from "@/lib/tokens/login-jwt";
import { readOwnJwtKey } from "@/lib/tokens/own-jwt-key";

/** What a signing key is made of. Without `key` one is made up. */
export const newJwtKeyInput = z.object({
  algo: z.enum(["hs256", "rs256"]),
  use: z.enum(["sign"]).optional(),
  key: z.string().optional().meta({
    description: "One of your own: for hs256 32 to 256 visible characters, for rs256 a private key as PEM.",
  }),
});

/** A signing key without any part that verifies or signs. */
export type ListedJwtKey = Pick<store.JwtKey, "id" | "realmId" | "algo" | "expiredAt" | "createdAt">;

/** A signing key with what apps verify with, never what signs unless both are the same. */
export type ShownJwtKey = { readonly row: store.JwtKey; readonly key: string };

/** One page of a realm's signing keys, the newest first. */
export async function listJwtKeys(
  realmId: string,
  page: Page<SortOf<"jwt_keys">>,
): Promise<Outcome<Slice<store.JwtKey>>> {
  const slice = await store.listJwtKeys(realmId, page);
  return slice ? done(slice) : refuse({ code: "after.not-here", field: "after" });
}

/** The signing key of that id, or a `not-found`. */
export async function getJwtKey(realmId: string, id: string): Promise<Outcome<ShownJwtKey>> {
  const row = isId("jky", id) ? await store.findJwtKey(realmId, id) : null;
  return row ? done(shown(row)) : refuse({ code: "not-found" });
}

/**
 * Makes a key that signs from now on, where its algorithm is the realm's. The one before it signs nothing new, and
 * verifies what it signed until that ends.
 */
export async function createJwtKey(
  realmId: string,
  { algo, key = "" }: z.output<typeof newJwtKeyInput>,
  actor: Actor,
): Promise<Outcome<ShownJwtKey>> {
  const material = key === "" ? await makeJwtKey(algo) : readOwnJwtKey(algo, key);
  if (!material) return refuse({ code: "jwt-key.not-good", field: "key" });
  const row = await store.createJwtKey(realmId, { algo, material }, actor);
  forgetSigningKey(realmId);
  return done(shown(row));
}

/**
 * Has a key sign nothing more; another one is made where the realm would be left without. What it signed is good until
 * it ends; with `force` it is not, from this moment.
 */
export async function deleteJwtKey(
  realmId: string,
  { id, force }: { readonly id: string; readonly force: boolean },
  actor: Actor,
): Promise<Outcome<null>> {
  const key = isId("jky", id) ? await store.findJwtKey(realmId, id) : null;
  const next = key && (await makeJwtKey(key.algo));
  const wasThere = next && (await store.endJwtKey(realmId, { id, remove: force, next }, actor));
  forgetSigningKey(realmId);
  return wasThere ? done(null) : refuse({ code: "not-found" });
}

function shown(row: store.JwtKey): ShownJwtKey {
  return { row, key: jwtKeyForApps(row) };
}
