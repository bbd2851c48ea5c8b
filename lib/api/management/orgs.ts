import { z } from "zod";
import { createOrg, deleteOrg, getOrg, listOrgs, newOrgInput, orgInput, updateOrg } from "@/lib/admin/orgs";
import { stateField } from "@/lib/domain/fields";
import { lists } from "@/lib/domain/lists";
import { mapDone } from "@/lib/domain/outcome";
import { expandField, listBody, listOf, pageFields, pageOf } from "./list";
import { orgAnswer, orgBody } from "./org-body";
import { realmRoute } from "./route";

const query = z.object({
  ...pageFields(lists.orgs),
  reference: z.string().optional().meta({ description: "Exactly this reference." }),
  state: stateField.optional(),
  expand: expandField(["custom"]),
});

/** `/v1/orgs`: the organisations of a realm. */
export const orgRoutes = [
  realmRoute("GET", "/orgs", {
    level: "read",
    summary: "List orgs",
    query,
    answer: listOf(orgAnswer),
    act: async ({ realmId, query: { reference, state, ...asked } }) =>
      mapDone(await listOrgs(realmId, { reference, state }, pageOf(lists.orgs, asked)), (slice) =>
        listBody(slice, orgBody),
      ),
  }),
  realmRoute("GET", "/orgs/{id}", {
    level: "read",
    summary: "Get an org",
    answer: orgAnswer,
    act: async ({ realmId, id }) => mapDone(await getOrg(realmId, id), orgBody),
  }),
  realmRoute("POST", "/orgs", {
    level: "write",
    summary: "Create an org",
    root: "org",
    fields: newOrgInput,
    status: 201,
    answer: orgAnswer,
    act: async ({ realmId, fields, actor }) => mapDone(await createOrg(realmId, fields, actor), orgBody),
  }),
  realmRoute("PUT", "/orgs/{id}", {
    level: "write",
    summary: "Update an org",
    about: "Changes the fields that are sent.",
    root: "org",
    fields: orgInput,
    answer: orgAnswer,
    act: async ({ realmId, id, fields, actor }) =>
      mapDone(await updateOrg(realmId, { id, input: fields }, actor), orgBody),
  }),
  realmRoute("DELETE", "/orgs/{id}", {
    level: "write",
    summary: "Delete an org",
    about: "Its memberships end with it; its users stay.",
    act: ({ realmId, id, actor }) => deleteOrg(realmId, id, actor),
  }),
];
