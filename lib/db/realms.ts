import { db } from "./client";
import { recordEvents } from "./events";
import { newId } from "./new-id";

export type NewRealm = {
  readonly name: string;
  readonly reference?: string;
  readonly usernameValidationHuman?: "standard" | "email";
  readonly requireUniqueEmails?: boolean;
  readonly jwtAlgo?: "hs256" | "rs256";
  readonly jwtFields?: readonly string[];
  readonly sessionType?: "managed" | "unmanaged";
  readonly sessionMinutes?: number;
  readonly signupTokenMinutes?: number;
  readonly mfaPolicy?: "off" | "optional" | "required";
  readonly seamlessSso?: boolean;
  readonly hideAccountExistence?: boolean;
  readonly keepProviderTokens?: boolean;
  readonly jwtKey: { readonly privateEncrypted: Uint8Array<ArrayBuffer>; readonly publicPem: string | null };
  readonly hostedSettings?: Readonly<Record<string, unknown>>;
  readonly minPasswordLength?: number;
};

/** Makes a realm with its first signing key, its password provider and, where given, its hosted settings. */
export async function createRealm(realm: NewRealm): Promise<{ id: string }> {
  const id = newId("rl");
  const algo = realm.jwtAlgo ?? "hs256";
  await db().$transaction([
    db().realm.create({
      data: {
        id,
        name: realm.name,
        reference: realm.reference ?? null,
        usernameValidationHuman: realm.usernameValidationHuman ?? "standard",
        requireUniqueEmails: realm.requireUniqueEmails ?? true,
        jwtAlgo: algo,
        jwtFields: [...(realm.jwtFields ?? [])],
        sessionType: realm.sessionType ?? "managed",
        sessionMinutes: realm.sessionMinutes ?? 360,
        signupTokenMinutes: realm.signupTokenMinutes ?? 1_440,
        mfaPolicy: realm.mfaPolicy ?? "optional",
        seamlessSso: realm.seamlessSso ?? false,
        hideAccountExistence: realm.hideAccountExistence ?? false,
        keepProviderTokens: realm.keepProviderTokens ?? false,
        jwtKeys: { create: { id: newId("jky"), algo, ...realm.jwtKey } },
        authProviders: { create: providersOf(realm) },
      },
    }),
    recordEvents(db(), id, [{ type: "realm.created" }]),
  ]);
  return { id };
}

function providersOf(realm: NewRealm) {
  const password = {
    id: newId("ap"),
    providerType: "password",
    name: "Passwords",
    settings: { min_length: realm.minPasswordLength ?? 8 },
  };
  if (!realm.hostedSettings) return [password];
  const settings = JSON.parse(JSON.stringify(realm.hostedSettings));
  return [password, { id: newId("ap"), providerType: "login_rocket", name: "Hosted pages", settings }];
}

/** Every realm with its Connected Apps, by name. Pages by `after`. */
export async function listRealmsWithApps({
  ids,
  after,
  take = 100,
}: {
  ids?: readonly string[];
  after?: string;
  take?: number;
} = {}) {
  return db().realm.findMany({
    where: { ...(ids ? { id: { in: [...ids] } } : {}), ...(after ? { id: { gt: after } } : {}) },
    orderBy: { id: "asc" },
    take,
    include: { connectedApps: { orderBy: { name: "asc" }, take: 100 } },
  });
}

/** The oldest realm with that reference and its Connected Apps, or null. */
export async function findRealmByReference(reference: string) {
  return db().realm.findFirst({ where: { reference }, orderBy: { id: "asc" }, include: { connectedApps: true } });
}

/** The realms of the deployment, oldest first, up to a thousand. */
export async function listRealmNames() {
  return db().realm.findMany({ select: { id: true, name: true }, orderBy: { id: "asc" }, take: 1_000 });
}

/** The realm of that id, or null. */
export async function findRealm(id: string) {
  return db().realm.findUnique({ where: { id } });
}

/** The rules of an active realm for new users, its password provider with them; or null. */
export async function findRealmRules(id: string) {
  return db().realm.findFirst({
    where: { id, state: "active" },
    include: { authProviders: { where: { state: "active", providerType: "password" } } },
  });
}
