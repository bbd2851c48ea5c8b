import { isMailRenderer, type MailKind, type MailRenderer } from "@/lib/domain/mail-kinds";
import { type Doer, recordDeed } from "./audit";
import { db } from "./client";
import { newId } from "./new-id";

/** An owner's wording of one kind of mail in one language. */
export type MailTemplate = {
  readonly id: string;
  readonly eventType: string;
  readonly locale: string;
  readonly subject: string;
  readonly renderer: MailRenderer;
  readonly body: string;
  readonly updatedAt: Date;
};

const columns = {
  id: true,
  eventType: true,
  locale: true,
  subject: true,
  renderer: true,
  body: true,
  updatedAt: true,
} as const;

/** Every template of a realm, by kind and language. */
export async function listMailTemplates(realmId: string): Promise<MailTemplate[]> {
  const rows = await db().mailTemplate.findMany({
    where: { realmId },
    select: columns,
    orderBy: [{ eventType: "asc" }, { locale: "asc" }],
  });
  return rows.map(typed);
}

/** The realm's template of that kind in the first of these languages that it has one in, or null. */
export async function findMailTemplate(
  realmId: string,
  eventType: MailKind,
  locales: readonly string[],
): Promise<MailTemplate | null> {
  const rows = await db().mailTemplate.findMany({
    where: { realmId, eventType, locale: { in: [...locales] } },
    select: columns,
  });
  const [best] = rows.sort((one, other) => locales.indexOf(one.locale) - locales.indexOf(other.locale));
  return best ? typed(best) : null;
}

export type NewMailTemplate = Omit<MailTemplate, "id" | "updatedAt" | "eventType"> & { readonly eventType: MailKind };

/** Sets the realm's one template of that kind and language, and records who did. One transaction. */
export async function putMailTemplate(realmId: string, template: NewMailTemplate, doer: Doer): Promise<{ id: string }> {
  const { eventType, locale, subject, renderer, body } = template;
  return db().$transaction(async (tx) => {
    const { id } = await tx.mailTemplate.upsert({
      where: { realmId_eventType_locale: { realmId, eventType, locale } },
      create: { id: newId("mt", doer.at), realmId, eventType, locale, subject, renderer, body },
      update: { subject, renderer, body },
      select: { id: true },
    });
    const changes = { eventType, locale, renderer, subject };
    await recordDeed(tx, realmId, doer, {
      action: "mail_template.set",
      objectType: "mail_template",
      objectId: id,
      changes,
    });
    return { id };
  });
}

/** Removes a template of the realm, and records who did. True for the one call that removed it. */
export async function removeMailTemplate(realmId: string, id: string, doer: Doer): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.mailTemplate.deleteMany({ where: { realmId, id } });
    if (count !== 1) return false;
    await recordDeed(tx, realmId, doer, {
      action: "mail_template.removed",
      objectType: "mail_template",
      objectId: id,
    });
    return true;
  });
}

function typed(row: Omit<MailTemplate, "renderer"> & { readonly renderer: string }): MailTemplate {
  return { ...row, renderer: isMailRenderer(row.renderer) ? row.renderer : "text" };
}
