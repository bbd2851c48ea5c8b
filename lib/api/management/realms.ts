import { z } from "zod";
import {
  createRealmRecord,
  deleteRealm,
  listRealms,
  type RealmDetails,
  resetRealm,
  updateRealm,
} from "@/lib/admin/realm-records";
import { getRealm } from "@/lib/admin/realms";
import { stateField } from "@/lib/domain/fields";
import { lists } from "@/lib/domain/lists";
import { done, mapDone, refuse } from "@/lib/domain/outcome";
import { newRealmInput, realmInput } from "@/lib/domain/realm-fields";
import { mayDo, mayReach } from "@/lib/request/caller";
import { listBody, listOf, pageFields, pageOf } from "./list";
import { listedRealmAnswer, realmAnswer, realmBody } from "./realm-body";
import { keyRoute } from "./route";

const missing = () => refuse({ code: "not-found" });

function wholeBody({ jwtKey, ...realm }: RealmDetails): z.input<typeof realmAnswer> {
  return { ...realmBody(realm), jwt_key: jwtKey };
}

/** `/v1/realms`: the stores of users. A key of one realm reaches that one. */
export const realmRoutes = [
  keyRoute("GET", "/realms", {
    level: "read",
    summary: "List realms",
    query: z.object(pageFields(lists.realms)),
    answer: listOf(listedRealmAnswer),
    act: async ({ caller, query }) =>
      mapDone(await listRealms(caller.realmId, pageOf(lists.realms, query)), (slice) => listBody(slice, realmBody)),
  }),
  keyRoute("GET", "/realms/{id}", {
    level: "read",
    summary: "Get a realm",
    query: z.object({ state: stateField.optional().meta({ description: "Only if it is in this state; else a 404." }) }),
    answer: realmAnswer,
    act: async ({ caller, id, query }) => {
      const realm = mayReach(caller, id) ? await getRealm(id) : null;
      if (!realm || (query.state && query.state !== realm.state)) return missing();
      return done(mayDo(caller, "manage") ? wholeBody(realm) : realmBody(realm));
    },
  }),
  keyRoute("POST", "/realms", {
    level: "manage",
    everyRealm: true,
    summary: "Create a realm",
    about: "With a signing key, and a provider for passwords of 8 characters or more.",
    root: "realm",
    fields: newRealmInput,
    status: 201,
    answer: realmAnswer,
    act: async ({ fields, actor }) => mapDone(await createRealmRecord(fields, actor), wholeBody),
  }),
  keyRoute("PUT", "/realms/{id}", {
    level: "manage",
    summary: "Update a realm",
    about: "Changes the fields that are sent. Another jwt_algo brings another jwt_key.",
    root: "realm",
    fields: realmInput,
    answer: realmAnswer,
    act: async ({ caller, id, fields, actor }) =>
      mayReach(caller, id) ? mapDone(await updateRealm({ id, input: fields }, actor), wholeBody) : missing(),
  }),
  keyRoute("DELETE", "/realms/{id}", {
    level: "manage",
    summary: "Delete a realm",
    about: "With everything in it, its events and its keys too. There is no way back.",
    act: async ({ caller, id, actor }) => (mayReach(caller, id) ? deleteRealm(id, actor) : missing()),
  }),
  keyRoute("POST", "/realms/{id}/reset", {
    level: "manage",
    summary: "Reset a realm",
    about: "Deletes its users, orgs, memberships and signup tokens. How it is set up stays, and so do its events.",
    answer: realmAnswer,
    act: async ({ caller, id, actor }) =>
      mayReach(caller, id) ? mapDone(await resetRealm(id, actor), wholeBody) : missing(),
  }),
];
