import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { mergedSettings, type SentSettings } from "@/lib/domain/merged-settings";
import { type Actor, differences, recordChanges } from "./changes";
import { db } from "./client";
import type { Prisma } from "./generated/client";
import { inOrder, pageOfIds } from "./keyset";
import { keepPublished } from "./look-versions";
import type { ExternalCss } from "./looks";
import { newId } from "./new-id";
import type { Db } from "./sql";
import { uniqueViolation } from "./unique-violation";

/** A Connected App as its owner sees it. */
export type AppRecord = NonNullable<Awaited<ReturnType<typeof findAppRecord>>>;

/** What of an app its owner sets. */
export type AppFields = {
  readonly name: string;
  readonly state: "active" | "inactive";
  readonly subdomain: string;
  readonly loginHandler: string;
  readonly signupHandler: string | null;
  readonly redirectUris: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly handlerOrigins: readonly string[];
  /** Hosted settings that were sent: null takes one away, the others stay. */
  readonly settings: SentSettings;
  /** Host names of its owner's, the primary one first. */
  readonly domains: readonly string[];
  readonly pageTitle: string | null;
  readonly header: string | null;
  readonly footer: string | null;
  readonly css: string | null;
};

type Changes = Partial<AppFields> & {
  /** Another external stylesheet, fetched; null: none any more. */
  readonly external?: ExternalCss | null;
};

/** What of an app is of its look: another one is a version of its history. */
const lookParts = ["pageTitle", "header", "footer", "css", "external"] as const;

const shown = {
  omit: { externalCssText: true, sentences: true },
  include: { domains: { orderBy: [{ primary: "desc" }, { host: "asc" }] } },
} as const satisfies Prisma.ConnectedAppDefaultArgs;

/** One page of a realm's apps; null where the page's `after` names none of the realm. */
export async function listAppRecords(
  realmId: string,
  page: Page<SortOf<"login_policies">>,
): Promise<Slice<AppRecord> | null> {
  const ids = await pageOfIds(realmId, "login_policies", { where: [], page });
  if (!ids) return null;
  const rows = await db().connectedApp.findMany({ where: { realmId, id: { in: [...ids.rows] } }, ...shown });
  return { rows: inOrder(ids.rows, rows), more: ids.more };
}

/** The app of that id in that realm, or null. */
export async function findAppRecord(realmId: string, id: string) {
  return db().connectedApp.findUnique({ where: { realmId_id: { realmId, id } }, ...shown });
}

/** What another app of the deployment has already. */
export type Taken = "subdomain" | "domains";

/** Makes an app, with its event. Answers what is taken where another one has it. */
export async function createAppRecord(
  realmId: string,
  { name, subdomain, loginHandler, ...others }: Changes & Pick<AppFields, "name" | "subdomain" | "loginHandler">,
  actor: Actor,
): Promise<{ id: string } | Taken> {
  const id = newId("lpl", actor.at);
  return unlessTaken(() =>
    db().$transaction(async (tx) => {
      const settings = mergedSettings({}, others.settings ?? {});
      const data = { ...columnsOf(others), id, realmId, name, subdomain, loginHandler, settings, createdAt: actor.at };
      await tx.connectedApp.create({ data, select: { id: true } });
      if (others.domains) await setDomains(tx, realmId, { id, domains: others.domains });
      await recordChanges(tx, realmId, actor, [{ type: "login_policy.created", loginPolicyId: id }]);
      return { id };
    }),
  );
}

/**
 * Sets the fields that are given, with the event: of two at once, the second one sees what the first has made. False
 * where the realm has no such app.
 */
export async function updateAppRecord(
  realmId: string,
  { id, fields }: { readonly id: string; readonly fields: Changes },
  actor: Actor,
): Promise<boolean | Taken> {
  return unlessTaken(() =>
    db().$transaction(async (tx) => {
      const locked = await tx.$queryRaw<unknown[]>`
        SELECT id FROM connected_apps WHERE realm_id = ${realmId} AND id = ${id} FOR NO KEY UPDATE`;
      if (locked.length === 0) return false;
      const where = { realmId_id: { realmId, id } };
      const before = await tx.connectedApp.findUniqueOrThrow({ where, ...shown });
      const settings = mergedSettings(before.settings, fields.settings ?? {});
      if (fields.domains) await setDomains(tx, realmId, { id, domains: fields.domains });
      const data = { ...columnsOf(fields), settings, updatedAt: actor.at };
      const after = await tx.connectedApp.update({ where, data, ...shown });
      if (lookParts.some((part) => part in fields)) await keepPublished(tx, { realmId, appId: id }, actor.at);
      const changed = appDifferences(before, after);
      await recordChanges(tx, realmId, actor, [{ type: "login_policy.updated", loginPolicyId: id, changed }]);
      return true;
    }),
  );
}

async function setDomains(
  tx: Db,
  realmId: string,
  { id, domains }: { readonly id: string; readonly domains: readonly string[] },
): Promise<void> {
  await tx.appDomain.deleteMany({ where: { realmId, appId: id } });
  const data = domains.map((host, n) => ({ host, realmId, appId: id, primary: n === 0 }));
  await tx.appDomain.createMany({ data });
}

const told = [
  "name",
  "state",
  "subdomain",
  "domains",
  "loginHandler",
  "signupHandler",
  "redirectUris",
  "handlerOrigins",
  "allowedOrigins",
  "pageTitle",
  "header",
  "footer",
  "css",
  "externalCss",
] as const;

/** What the audit log says of a change. */
function appDifferences(before: AppRecord, after: AppRecord) {
  const flat = ({ settings, domains, ...row }: AppRecord): Record<string, unknown> => ({
    ...Object(settings),
    ...row,
    domains: domains.map(({ host }) => host),
  });
  const settings = [...Object.keys(Object(before.settings)), ...Object.keys(Object(after.settings))];
  return differences(flat(before), flat(after), [...new Set([...told, ...settings])]);
}

/** Deletes an app with the logins and signups that are under way at it, with the event. */
export async function deleteAppRecord(realmId: string, id: string, actor: Actor): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.connectedApp.deleteMany({ where: { realmId, id } });
    if (count !== 1) return false;
    await recordChanges(tx, realmId, actor, [{ type: "login_policy.deleted", loginPolicyId: id }]);
    return true;
  });
}

function columnsOf({
  external,
  redirectUris,
  allowedOrigins,
  handlerOrigins,
  settings: _,
  domains: __,
  ...fields
}: Changes) {
  return {
    ...fields,
    ...(redirectUris ? { redirectUris: [...redirectUris] } : {}),
    ...(allowedOrigins ? { allowedOrigins: [...allowedOrigins] } : {}),
    ...(handlerOrigins ? { handlerOrigins: [...handlerOrigins] } : {}),
    ...(external === undefined
      ? {}
      : {
          externalCss: external?.address ?? null,
          externalCssText: external?.text ?? null,
          externalCssFetchedAt: external?.at ?? null,
        }),
  };
}

async function unlessTaken<V>(write: () => Promise<V>): Promise<V | Taken> {
  try {
    return await write();
  } catch (error) {
    const column = uniqueViolation(error);
    if (column === "subdomain") return column;
    if (column === "host") return "domains";
    throw error;
  }
}
