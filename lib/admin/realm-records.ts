import type { z } from "zod";
import type { Actor } from "@/lib/db/changes";
import * as store from "@/lib/db/realm-records";
import { findRealm } from "@/lib/db/realms";
import { given } from "@/lib/domain/given";
import { isId } from "@/lib/domain/ids";
import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import type { newRealmInput, RealmInput } from "@/lib/domain/realm-fields";
import { forgetSigningKey, makeJwtKey } from "@/lib/tokens/login-jwt";
import { getRealm } from "./realms";

export type RealmDetails = NonNullable<Awaited<ReturnType<typeof getRealm>>>;

/** A realm without what verifies its tokens. */
export type ListedRealm = Omit<RealmDetails, "jwtKey">;

/** One page of the realms that a caller reaches: all of them, or `only` one. */
export async function listRealms(
  only: string | null,
  page: Page<SortOf<"realms">>,
): Promise<Outcome<Slice<ListedRealm>>> {
  const slice = await store.listRealms(only, page);
  return slice ? done(slice) : refuse({ code: "after.not-here", field: "after" });
}

/** Makes a realm that is ready for its first Connected App. */
export async function createRealmRecord(
  input: z.output<typeof newRealmInput>,
  actor: Actor,
): Promise<Outcome<RealmDetails>> {
  const { jwt_algo: jwtAlgo = "hs256", name } = input;
  const material = await makeJwtKey(jwtAlgo);
  const { id } = await store.createRealmRecord({ ...fieldsOf(input), name, jwtAlgo }, material, actor);
  return shown(id);
}

/** Changes the fields that are sent. An inactive realm lets nobody in. */
export async function updateRealm(
  { id, input }: { readonly id: string; readonly input: RealmInput },
  actor: Actor,
): Promise<Outcome<RealmDetails>> {
  const before = isId("rl", id) ? await findRealm(id) : null;
  if (!before) return refuse({ code: "not-found" });
  const { username_validation_human: names, require_unique_emails: unique, jwt_algo: algo } = input;
  const renames = names !== undefined && names !== before.usernameValidationHuman;
  const problems: Problem[] = [
    ...(renames && (await store.hasUsers(id))
      ? [{ code: "field.fixed", field: "username_validation_human" } as const]
      : []),
    ...(unique && !before.requireUniqueEmails
      ? [{ code: "field.fixed", field: "require_unique_emails" } as const]
      : []),
  ];
  if (problems.length > 0) return refuse(...problems);
  const material = algo && algo !== before.jwtAlgo ? await makeJwtKey(algo) : null;
  const isThere = await store.updateRealm(id, fieldsOf(input), { material, actor });
  forgetSigningKey(id);
  return isThere ? shown(id) : refuse({ code: "not-found" });
}

/** Deletes the users and orgs of a realm, and keeps how it is set up: for tests, and to begin anew. */
export async function resetRealm(id: string, actor: Actor): Promise<Outcome<RealmDetails>> {
  const wasThere = isId("rl", id) && (await store.resetRealm(id, actor));
  return wasThere ? shown(id) : refuse({ code: "not-found" });
}

/** Deletes a realm with everything in it. */
export async function deleteRealm(id: string, actor: Actor): Promise<Outcome<null>> {
  const wasThere = isId("rl", id) && (await store.deleteRealm(id, actor));
  return wasThere ? done(null) : refuse({ code: "not-found" });
}

async function shown(id: string): Promise<Outcome<RealmDetails>> {
  const realm = await getRealm(id);
  return realm ? done(realm) : refuse({ code: "not-found" });
}

function fieldsOf(input: RealmInput) {
  return given({
    name: input.name,
    state: input.state,
    reference: input.reference,
    custom: input.custom,
    usernameValidationHuman: input.username_validation_human,
    requireUniqueEmails: input.require_unique_emails,
    apiKeyPrefix: input.api_key_prefix,
    apiKeyPolicy: input.api_key_policy,
    apiKeyMinutes: input.api_key_minutes,
    jwtAlgo: input.jwt_algo,
    jwtFields: input.jwt_fields,
    sessionType: input.session_type,
    sessionMinutes: input.session_minutes,
    signupTokenMinutes: input.signup_token_minutes,
    seamlessSso: input.seamless_sso,
    mfaPolicy: input.mfa_policy,
    hideAccountExistence: input.hide_account_existence,
    keepProviderTokens: input.keep_provider_tokens,
    eventDays: input.event_days,
  });
}
