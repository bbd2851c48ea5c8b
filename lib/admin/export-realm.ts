import type { Actor } from "@/lib/db/changes";
import * as store from "@/lib/db/exports";
import { findRealm } from "@/lib/db/realms";

/** What a realm is exported as, in this order: what others refer to comes before them. */
const kinds = {
  realm: oneRealm,
  login_policy: store.eachConnectedApp,
  auth_provider: store.eachAuthProvider,
  app_hook: store.eachAppHook,
  mail_template: store.eachMailTemplate,
  user: store.eachUser,
  credential: store.eachCredential,
  org: store.eachOrg,
  membership: store.eachMembership,
} as const;

export type ExportKind = keyof typeof kinds;

export const exportKinds = Object.keys(kinds) as ExportKind[];

type RowOf<Kind extends ExportKind> = ReturnType<(typeof kinds)[Kind]> extends AsyncGenerator<infer Row> ? Row : never;

/** One object of a realm. */
export type ExportedObject = { [Kind in ExportKind]: { readonly kind: Kind; readonly row: RowOf<Kind> } }[ExportKind];

async function* oneRealm(realmId: string) {
  const realm = await findRealm(realmId);
  if (realm) yield realm;
}

/**
 * Everything of a realm, object by object, or the kinds that are asked for. Of secrets only the hashes of passwords can
 * be had, by who asks for them: they are for whoever moves elsewhere. Who asked for what is recorded before the first.
 */
export async function* exportRealm(
  realmId: string,
  asked: { readonly objects: readonly ExportKind[]; readonly passwordHashes: boolean },
  actor: Actor,
): AsyncGenerator<ExportedObject> {
  const { objects, passwordHashes } = asked;
  const data = { objects: objects.join(","), password_hashes: passwordHashes };
  await store.recordExport(realmId, actor, { type: "realm.exported", data });
  for (const kind of exportKinds)
    if (objects.includes(kind)) for await (const row of kinds[kind](realmId)) yield { kind, row } as ExportedObject;
}
