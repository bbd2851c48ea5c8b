import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { type Actor, recordChanges } from "./changes";
import { db } from "./client";
import type { Prisma } from "./generated/client";
import { inOrder, pageOfIds } from "./keyset";
import { keepPublished } from "./look-versions";
import type { ExternalCss } from "./looks";
import { newId } from "./new-id";
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
  readonly settings: Prisma.InputJsonObject;
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

/** Makes an app, with its event. "taken": another one of the deployment has the subdomain. */
export async function createAppRecord(
  realmId: string,
  { name, subdomain, loginHandler, ...others }: Changes & Pick<AppFields, "name" | "subdomain" | "loginHandler">,
  actor: Actor,
): Promise<{ id: string } | "taken"> {
  const id = newId("lpl", actor.at);
  return unlessTaken(() =>
    db().$transaction(async (tx) => {
      const data = { ...columnsOf(others), id, realmId, name, subdomain, loginHandler, createdAt: actor.at };
      await tx.connectedApp.create({ data, select: { id: true } });
      await recordChanges(tx, realmId, actor, [{ type: "login_policy.created", loginPolicyId: id }]);
      return { id };
    }),
  );
}

/** Sets the fields that are given, with the event. False where the realm has no such app. */
export async function updateAppRecord(
  realmId: string,
  { id, fields }: { readonly id: string; readonly fields: Changes },
  actor: Actor,
): Promise<boolean | "taken"> {
  return unlessTaken(() =>
    db().$transaction(async (tx) => {
      const data = { ...columnsOf(fields), updatedAt: actor.at };
      const { count } = await tx.connectedApp.updateMany({ where: { realmId, id }, data });
      if (count !== 1) return false;
      if (lookParts.some((part) => part in fields)) await keepPublished(tx, { realmId, appId: id }, actor.at);
      await recordChanges(tx, realmId, actor, [{ type: "login_policy.updated", loginPolicyId: id }]);
      return true;
    }),
  );
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

function columnsOf({ external, redirectUris, allowedOrigins, handlerOrigins, ...fields }: Changes) {
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

async function unlessTaken<V>(write: () => Promise<V>): Promise<V | "taken"> {
  try {
    return await write();
  } catch (error) {
    if (uniqueViolation(error) === "subdomain") return "taken";
    throw error;
  }
}
