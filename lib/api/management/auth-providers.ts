import { z } from "zod";
import {
  createAnyProvider,
  deleteAnyProvider,
  getAnyProvider,
  listAnyProviders,
  updateAnyProvider,
} from "@/lib/admin/realm-providers";
import { lists } from "@/lib/domain/lists";
import { mapDone } from "@/lib/domain/outcome";
import { anyProviderInput, newAnyProviderInput } from "@/lib/domain/provider-fields";
import { authProviderAnswer, authProviderBody } from "./auth-provider-body";
import { listBody, listOf, pageFields, pageOf } from "./list";
import { realmRoute } from "./route";

const byType = "A provider's type may stand in place of its id: of several, it is the oldest.";

/** `/v1/auth_providers`: how people get in. */
export const authProviderRoutes = [
  realmRoute("GET", "/auth_providers", {
    level: "read",
    summary: "List auth providers",
    query: z.object(pageFields(lists.auth_providers)),
    answer: listOf(authProviderAnswer),
    act: async ({ realmId, query }) =>
      mapDone(await listAnyProviders(realmId, pageOf(lists.auth_providers, query)), (slice) =>
        listBody(slice, authProviderBody),
      ),
  }),
  realmRoute("GET", "/auth_providers/{id}", {
    level: "read",
    summary: "Get an auth provider",
    about: byType,
    answer: authProviderAnswer,
    act: async ({ realmId, id }) => mapDone(await getAnyProvider(realmId, id), authProviderBody),
  }),
  realmRoute("POST", "/auth_providers", {
    level: "manage",
    summary: "Create an auth provider",
    about:
      "Of type login_rocket it holds the realm's hosted settings, of password its policy; of these and of totp there is one each. Each type has its own fields, and passes over the others.",
    root: "auth_provider",
    fields: newAnyProviderInput,
    status: 201,
    answer: authProviderAnswer,
    act: async ({ realmId, fields, actor }) =>
      mapDone(await createAnyProvider(realmId, fields, actor), authProviderBody),
  }),
  realmRoute("PUT", "/auth_providers/{id}", {
    level: "manage",
    summary: "Update an auth provider",
    about: `Changes the fields that are sent; null takes a setting back to the built-in one. ${byType}`,
    root: "auth_provider",
    fields: anyProviderInput,
    answer: authProviderAnswer,
    act: async ({ realmId, id, fields, actor }) =>
      mapDone(await updateAnyProvider(realmId, { id, input: fields }, actor), authProviderBody),
  }),
  realmRoute("DELETE", "/auth_providers/{id}", {
    level: "manage",
    summary: "Delete an auth provider",
    about:
      "Of an external one every profile at it ends. Without login_rocket and password the built-in settings stand. totp cannot be deleted while users have authenticators of it.",
    refuses: [409],
    act: ({ realmId, id, actor }) => deleteAnyProvider(realmId, id, actor),
  }),
];
