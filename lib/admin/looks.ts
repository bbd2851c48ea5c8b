import { z } from "zod";
import * as store from "@/lib/db/app-looks";
import type { Doer } from "@/lib/db/audit";
import { findLookVersion, listLookVersions } from "@/lib/db/look-versions";
import { type ExternalCss, setExternalCss } from "@/lib/db/looks";
import { findRealmLook } from "@/lib/db/realm-look";
import { type AppLook, lookMark, lookOf, wholeMark } from "@/lib/domain/app-look";
import { reportOn } from "@/lib/domain/look-report";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { type FetchCss, readExternalCss } from "./external-css";

export type { AppLooks } from "@/lib/db/app-looks";

export type App = { readonly realmId: string; readonly appId: string };

const MOST_VERSIONS = 20;

/**
 * All of an app's look that its owner works with: what people see, the draft in the place of it where there is one, and
 * what is left out of it or hard to read. Null without such an app.
 */
export async function findStudio({ realmId, appId }: App) {
  const [now, realm] = await Promise.all([store.findAppLooks(realmId, appId), findRealmLook(realmId)]);
  if (!now) return null;
  const { published, draft } = now;
  const look = draft?.look ?? published;
  const shown = lookOf(look, realm);
  return {
    ...now,
    look,
    shown,
    mark: lookMark(look),
    report: reportOn(look, shown),
    /** Somebody has published another look since the draft was begun. */
    isBehind: draft !== null && draft.basis !== null && draft.basis !== wholeMark(published),
    versions: await listLookVersions(realmId, appId, MOST_VERSIONS),
  };
}

export type Studio = NonNullable<Awaited<ReturnType<typeof findStudio>>>;

type Fetching = { readonly doer: Pick<Doer, "at">; readonly fetchCss?: FetchCss | undefined };

/** What another address of a stylesheet means: one that is fetched now, none, or the one that was there before. */
export async function newExternal(
  before: string | null,
  asked: string,
  { doer, fetchCss }: Fetching,
): Promise<Outcome<ExternalCss | null | "as-before">> {
  if (asked === (before ?? "")) return done("as-before");
  if (asked === "") return done(null);
  if (asked.length > 2_000) return refuse({ code: "external-css.address", field: "external_css" });
  const css = await readExternalCss(asked, fetchCss);
  return css.ok ? done({ address: asked, text: css.value, at: doer.at }) : css;
}

/** Fetches an app's external stylesheet now, as people see it. What was there before stays where that fails. */
export async function refreshLook(
  { realmId, appId }: App,
  { doer, fetchCss }: { doer: Doer; fetchCss?: FetchCss },
): Promise<Outcome<{ kind: "fetched" }>> {
  const address = (await store.findAppLooks(realmId, appId))?.published.external?.address;
  if (!address) return refuse({ code: "not-found" });
  const css = await readExternalCss(address, fetchCss);
  if (!css.ok) return refuse(...css.problems.map(({ field: _, ...problem }) => problem));
  const external = { address, text: css.value, at: doer.at };
  return (await setExternalCss(realmId, appId, external, doer))
    ? done({ kind: "fetched" })
    : refuse({ code: "not-found" });
}

export const versionInput = z.object({ id: z.string().default("") });

/** Publishes a version of the history again, as a new version. A draft that is there stays as it is. */
export async function publishVersion(
  { realmId, appId }: App,
  { id }: z.output<typeof versionInput>,
  doer: Doer,
): Promise<Outcome<{ kind: "published" }>> {
  const look: AppLook | null = await findLookVersion(realmId, appId, id);
  if (!look) return refuse({ code: "not-found" });
  const deed = { action: "look.published", changes: { version: id } };
  const outcome = await store.changeAppLook(realmId, appId, doer, () =>
    done({ change: { to: "published", look, before: "stays" }, deed }),
  );
  return outcome.ok ? done({ kind: "published" }) : outcome;
}

/** Takes an app's draft away: it is kept in the history. */
export async function discardDraft({ realmId, appId }: App, doer: Doer): Promise<Outcome<{ kind: "discarded" }>> {
  const outcome = await store.changeAppLook(realmId, appId, doer, ({ draft }) =>
    draft
      ? done({ change: { to: "no-draft", before: "aside" }, deed: { action: "look.discarded" } })
      : refuse({ code: "not-found" }),
  );
  return outcome.ok ? done({ kind: "discarded" }) : outcome;
}
