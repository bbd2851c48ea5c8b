import { z } from "zod";
import type { Actor } from "@/lib/db/changes";
import * as store from "@/lib/db/orgs";
import { customField, nameField, referenceField, stateField } from "@/lib/domain/fields";
import { given } from "@/lib/domain/given";
import { isId } from "@/lib/domain/ids";
import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";

export type { Org, OrgFilter } from "@/lib/db/orgs";

/** What an organisation is made of. */
export const newOrgInput = z.object({
  name: nameField,
  state: stateField.optional(),
  reference: referenceField.optional(),
  custom: customField.optional(),
});

/** What can be changed of one: the fields that are sent. */
export const orgInput = newOrgInput.partial();

/** One page of a realm's organisations that fit. */
export async function listOrgs(
  realmId: string,
  filter: store.OrgFilter,
  page: Page<SortOf<"orgs">>,
): Promise<Outcome<Slice<store.Org>>> {
  const slice = await store.listOrgs(realmId, filter, page);
  return slice ? done(slice) : refuse({ code: "after.not-here", field: "after" });
}

/** The organisation of that id, or a `not-found`. */
export async function getOrg(realmId: string, id: string): Promise<Outcome<store.Org>> {
  const org = isId("org", id) ? await store.findOrg(realmId, id) : null;
  return org ? done(org) : refuse({ code: "not-found" });
}

/** Makes an organisation without members. */
export async function createOrg(
  realmId: string,
  input: z.output<typeof newOrgInput>,
  actor: Actor,
): Promise<Outcome<store.Org>> {
  const { name, state = "active", reference = null, custom = {} } = input;
  return done(await store.createOrg(realmId, { name, state, reference, custom }, actor));
}

/** Changes the fields that are sent. An inactive organisation is for the app's owner to act on: nothing ends by it. */
export async function updateOrg(
  realmId: string,
  { id, input }: { readonly id: string; readonly input: z.output<typeof orgInput> },
  actor: Actor,
): Promise<Outcome<store.Org>> {
  const isThere = isId("org", id) && (await store.updateOrg(realmId, { id, fields: given(input) }, actor));
  return isThere ? getOrg(realmId, id) : refuse({ code: "not-found" });
}

/** Deletes an organisation with its memberships; the users stay. */
export async function deleteOrg(realmId: string, id: string, actor: Actor): Promise<Outcome<null>> {
  const wasThere = isId("org", id) && (await store.deleteOrg(realmId, id, actor));
  return wasThere ? done(null) : refuse({ code: "not-found" });
}
