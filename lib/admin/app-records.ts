import { randomInt } from "node:crypto";
import type { z } from "zod";
import * as store from "@/lib/db/app-records";
import type { Actor } from "@/lib/db/changes";
import type { AppInput, newAppInput } from "@/lib/domain/app-fields";
import { given } from "@/lib/domain/given";
import { hostedNames } from "@/lib/domain/hosted-fields";
import { isId } from "@/lib/domain/ids";
import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { readLookText } from "@/lib/domain/look-text";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import { env } from "@/lib/env";
import { newExternal } from "./looks";

export type { AppRecord } from "@/lib/db/app-records";

/** One page of a realm's Connected Apps. */
export async function listAppRecords(
  realmId: string,
  page: Page<SortOf<"login_policies">>,
): Promise<Outcome<Slice<store.AppRecord>>> {
  const slice = await store.listAppRecords(realmId, page);
  return slice ? done(slice) : refuse({ code: "after.not-here", field: "after" });
}

/** The Connected App of that id, or a `not-found`. */
export async function getAppRecord(realmId: string, id: string): Promise<Outcome<store.AppRecord>> {
  const app = isId("lpl", id) ? await store.findAppRecord(realmId, id) : null;
  return app ? done(app) : refuse({ code: "not-found" });
}

/** Makes a Connected App, with a subdomain that is made up where none is sent. */
export async function createAppRecord(
  realmId: string,
  input: z.output<typeof newAppInput>,
  actor: Actor,
): Promise<Outcome<store.AppRecord>> {
  const read = await readFields(input, null, actor);
  const { name, login_handler: loginHandler } = input;
  if (loginHandler === null) {
    const blank: Problem = { code: "field.blank", field: "login_handler" };
    return refuse(...(read.ok ? [] : read.problems), blank);
  }
  if (!read.ok) return read;
  const subdomain = input.subdomain ?? madeUpLabel();
  const made = await store.createAppRecord(realmId, { ...read.value, name, loginHandler, subdomain }, actor);
  return typeof made === "string" ? taken(made) : getAppRecord(realmId, made.id);
}

/** Changes the fields that are sent. An inactive app answers nobody. */
export async function updateAppRecord(
  realmId: string,
  { id, input }: { readonly id: string; readonly input: AppInput },
  actor: Actor,
): Promise<Outcome<store.AppRecord>> {
  const before = await getAppRecord(realmId, id);
  if (!before.ok) return before;
  const read = await readFields(input, before.value, actor);
  const blanks = (["subdomain", "login_handler"] as const)
    .filter((field) => input[field] === null)
    .map((field): Problem => ({ code: "field.blank", field }));
  if (!read.ok || blanks.length > 0) return refuse(...(read.ok ? [] : read.problems), ...blanks);
  const addresses = given({ subdomain: input.subdomain ?? undefined, loginHandler: input.login_handler ?? undefined });
  const fields = { ...read.value, ...addresses };
  const isThere = await store.updateAppRecord(realmId, { id, fields }, actor);
  if (typeof isThere === "string") return taken(isThere);
  return isThere ? getAppRecord(realmId, id) : refuse({ code: "not-found" });
}

/** Deletes a Connected App; its users stay. */
export async function deleteAppRecord(realmId: string, id: string, actor: Actor): Promise<Outcome<null>> {
  const wasThere = isId("lpl", id) && (await store.deleteAppRecord(realmId, id, actor));
  return wasThere ? done(null) : refuse({ code: "not-found" });
}

function taken(field: store.Taken) {
  return refuse({ code: "field.not-unique", field });
}

/** Twelve letters: nobody else has them. */
function madeUpLabel(): string {
  return Array.from({ length: 12 }, () => String.fromCharCode(97 + randomInt(26))).join("");
}

/** The deployment's own host and what is below the login domain are not an owner's to take. */
function domainProblems(domains: readonly string[]): Problem[] {
  const { publicUrl, loginDomain } = env();
  const own = [new URL(publicUrl).hostname, loginDomain];
  const isOurs = domains.some((host) => own.includes(host) || host.endsWith(`.${loginDomain}`));
  return isOurs ? [{ code: "domain.ours", field: "domains" }] : [];
}

/** The fields but for those that an app cannot be without. A new external stylesheet must be there at once. */
async function readFields(input: AppInput, before: store.AppRecord | null, { at }: Actor) {
  const look = readLookText(input);
  const address = input.external_css === undefined ? (before?.externalCss ?? "") : (input.external_css ?? "").trim();
  const external = await newExternal(before?.externalCss ?? null, address, { doer: { at } });
  const ours = domainProblems(input.domains ?? []);
  if (!look.ok || !external.ok || ours.length > 0)
    return refuse(...(look.ok ? [] : look.problems), ...(external.ok ? [] : external.problems), ...ours);
  return done({
    ...given({
      name: input.name,
      state: input.state,
      signupHandler: input.signup_handler,
      redirectUris: input.redirect_uris,
      domains: input.domains,
      handlerOrigins: input.handler_origins,
      allowedOrigins: input.allowed_origins === null ? [] : input.allowed_origins,
      pageTitle: look.value.page_title,
      header: look.value.header,
      footer: look.value.footer,
      css: look.value.css,
    }),
    settings: Object.fromEntries(hostedNames.map((name) => [name, input[name]])),
    ...(external.value === "as-before" ? {} : { external: external.value }),
  });
}
