import { db } from "./client";
import { newId } from "./new-id";

const withRealm = {
  realm: {
    include: {
      authProviders: { where: { state: "active" as const, providerType: { in: ["login_rocket", "password"] } } },
    },
  },
};

/** A Connected App with its realm, and the realm's hosted settings and password policy beside it. */
export type AppWithRealm = NonNullable<Awaited<ReturnType<typeof findAppBySubdomain>>>;

/** The active app of an active realm at `<subdomain>.<login domain>`, in one read. */
export async function findAppBySubdomain(subdomain: string) {
  return db().connectedApp.findFirst({
    where: { subdomain, state: "active", realm: { state: "active" } },
    include: withRealm,
    relationLoadStrategy: "join",
  });
}

/** The active app of an active realm that answers at a host name of its owner's. */
export async function findAppByDomain(host: string) {
  return db().connectedApp.findFirst({
    where: { domains: { some: { host } }, state: "active", realm: { state: "active" } },
    include: withRealm,
    relationLoadStrategy: "join",
  });
}

/** The host names of its owner's that an app answers at, the primary one first. */
export async function listAppDomains(realmId: string, appId: string): Promise<string[]> {
  const rows = await db().appDomain.findMany({
    where: { realmId, appId },
    orderBy: [{ primary: "desc" }, { host: "asc" }],
  });
  return rows.map((row) => row.host);
}

export type NewApp = {
  readonly name: string;
  readonly subdomain: string;
  readonly loginHandler: string;
  readonly signupHandler?: string | null;
  readonly redirectUris?: readonly string[];
  readonly handlerOrigins?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
};

/** Makes a Connected App and its event. The subdomain must be free in the whole deployment (else P2002). */
export async function createApp(realmId: string, app: NewApp): Promise<{ id: string }> {
  const id = newId("lpl");
  await db().$transaction([
    db().connectedApp.create({
      data: {
        id,
        realmId,
        name: app.name,
        subdomain: app.subdomain,
        loginHandler: app.loginHandler,
        signupHandler: app.signupHandler ?? null,
        redirectUris: [...(app.redirectUris ?? [])],
        handlerOrigins: [...(app.handlerOrigins ?? [])],
        settings: JSON.parse(JSON.stringify(app.settings ?? {})),
      },
    }),
    db().event.create({ data: { id: newId("ev"), realmId, eventType: "login_policy.created", loginPolicyId: id } }),
  ]);
  return { id };
}

/** The app at a subdomain, whatever its state and realm. */
export async function findAppOwner(subdomain: string): Promise<{ id: string; realmId: string } | null> {
  return db().connectedApp.findUnique({ where: { subdomain }, select: { id: true, realmId: true } });
}

/** Where an app's people go from its hosted pages. */
export type AppAddresses = Pick<NewApp, "loginHandler"> & {
  readonly signupHandler: string | null;
  readonly redirectUris: readonly string[];
};

/** Sets all the addresses of an app at once, and writes the event. */
export async function setAppAddresses(realmId: string, id: string, to: AppAddresses): Promise<void> {
  await db().$transaction([
    db().connectedApp.update({
      where: { realmId_id: { realmId, id } },
      data: { ...to, redirectUris: [...to.redirectUris] },
    }),
    db().event.create({ data: { id: newId("ev"), realmId, eventType: "login_policy.updated", loginPolicyId: id } }),
  ]);
}
