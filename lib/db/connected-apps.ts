import { db } from "./client";
import { recordEvents } from "./events";
import { newId } from "./new-id";

const withRealm = {
  logo: { select: { contentHash: true, contentType: true } },
  realm: {
    include: {
      authProviders: {
        where: { state: "active" as const },
        orderBy: { id: "asc" as const },
        select: { id: true, providerType: true, name: true, settings: true },
      },
      // The oldest app: its origin holds the hosted sessions of a realm with seamless SSO.
      connectedApps: {
        where: { state: "active" as const },
        orderBy: [{ createdAt: "asc" as const }, { id: "asc" as const }],
        take: 1,
        select: { id: true, subdomain: true },
      },
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

/** An active app of an active realm by its id, for work that is done after the visit. */
export async function findAppById(realmId: string, id: string) {
  return db().connectedApp.findFirst({
    where: { realmId, id, state: "active", realm: { state: "active" } },
    include: withRealm,
    relationLoadStrategy: "join",
  });
}

/** The oldest active app of an active realm, or null. */
export async function findOldestApp(realmId: string) {
  return db().connectedApp.findFirst({
    where: { realmId, state: "active", realm: { state: "active" } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: withRealm,
    relationLoadStrategy: "join",
  });
}

/** An active realm as its apps have it beside them, or null. */
export async function findRealmOfApps(realmId: string) {
  return db().realm.findFirst({ where: { id: realmId, state: "active" }, ...withRealm.realm });
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
    recordEvents(db(), realmId, [{ type: "login_policy.created", loginPolicyId: id }]),
  ]);
  return { id };
}

/** The app of that id in that realm, or null. */
export async function findApp(realmId: string, id: string) {
  return db().connectedApp.findUnique({ where: { realmId_id: { realmId, id } } });
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
    recordEvents(db(), realmId, [{ type: "login_policy.updated", loginPolicyId: id }]),
  ]);
}

/** The host names that an app answers at: its subdomain of the login domain, and its owner's. Null for no such app. */
export async function findAppHosts(
  realmId: string,
  id: string,
): Promise<{ subdomain: string; domains: string[] } | null> {
  const app = await db().connectedApp.findUnique({
    where: { realmId_id: { realmId, id } },
    select: { subdomain: true, domains: { select: { host: true } } },
    relationLoadStrategy: "join",
  });
  return app && { subdomain: app.subdomain, domains: app.domains.map(({ host }) => host) };
}

/** Sets an app's own CSS, as its owner wrote it, and writes the event. It is cleaned whenever it is served. */
export async function setAppCss(realmId: string, id: string, css: string): Promise<void> {
  await db().$transaction([
    db().connectedApp.update({ where: { realmId_id: { realmId, id } }, data: { css } }),
    recordEvents(db(), realmId, [{ type: "login_policy.updated", loginPolicyId: id }]),
  ]);
}
