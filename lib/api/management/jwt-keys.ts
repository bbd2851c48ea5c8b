import { z } from "zod";
import {
  createJwtKey,
  deleteJwtKey,
  getJwtKey,
  listJwtKeys,
  newJwtKeyInput,
  type ShownJwtKey,
} from "@/lib/admin/jwt-keys";
import { flagField } from "@/lib/domain/fields";
import { lists } from "@/lib/domain/lists";
import { mapDone } from "@/lib/domain/outcome";
import { jwtKeyAnswer, jwtKeyBody, wholeJwtKeyAnswer } from "./jwt-key-body";
import { listBody, listOf, pageFields, pageOf } from "./list";
import { realmRoute } from "./route";

function body({ row, key }: ShownJwtKey): z.input<typeof wholeJwtKeyAnswer> {
  return { ...jwtKeyBody(row), key };
}

const force = flagField.optional().meta({
  description: "true: what it signed is not good any more, from this moment.",
});

/** `/v1/jwt_keys`: what a realm's login tokens are signed with. Reading them, too, needs a key of level manage. */
export const jwtKeyRoutes = [
  realmRoute("GET", "/jwt_keys", {
    level: "manage",
    summary: "List JWT keys",
    query: z.object(pageFields(lists.jwt_keys)),
    answer: listOf(jwtKeyAnswer),
    act: async ({ realmId, query }) =>
      mapDone(await listJwtKeys(realmId, pageOf(lists.jwt_keys, query)), (slice) => listBody(slice, jwtKeyBody)),
  }),
  realmRoute("GET", "/jwt_keys/{id}", {
    level: "manage",
    summary: "Get a JWT key",
    answer: wholeJwtKeyAnswer,
    act: async ({ realmId, id }) => mapDone(await getJwtKey(realmId, id), body),
  }),
  realmRoute("POST", "/jwt_keys", {
    level: "manage",
    summary: "Create a JWT key",
    about:
      "It signs from now on, where its algorithm is the realm's. The one before it verifies what it signed until that ends: keep both in your app as long.",
    root: "jwt_key",
    fields: newJwtKeyInput,
    status: 201,
    answer: wholeJwtKeyAnswer,
    act: async ({ realmId, fields, actor }) => mapDone(await createJwtKey(realmId, fields, actor), body),
  }),
  realmRoute("DELETE", "/jwt_keys/{id}", {
    level: "manage",
    summary: "Delete a JWT key",
    about: "It signs nothing more. Where none of the realm's algorithm is left, another one takes its place.",
    query: z.object({ force }),
    act: ({ realmId, id, query, actor }) => deleteJwtKey(realmId, { id, force: query.force ?? false }, actor),
  }),
];
