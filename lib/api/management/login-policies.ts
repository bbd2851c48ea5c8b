import { z } from "zod";
import {
  createAppRecord,
  deleteAppRecord,
  getAppRecord,
  listAppRecords,
  updateAppRecord,
} from "@/lib/admin/app-records";
import { appInput, newAppInput } from "@/lib/domain/app-fields";
import { lists } from "@/lib/domain/lists";
import { mapDone } from "@/lib/domain/outcome";
import { listBody, listOf, pageFields, pageOf } from "./list";
import { loginPolicyAnswer, loginPolicyBody } from "./login-policy-body";
import { alsoAs, realmRoute } from "./route";

const routes = [
  realmRoute("GET", "/login_policies", {
    level: "read",
    summary: "List Connected Apps",
    query: z.object(pageFields(lists.login_policies)),
    answer: listOf(loginPolicyAnswer),
    act: async ({ realmId, query }) =>
      mapDone(await listAppRecords(realmId, pageOf(lists.login_policies, query)), (slice) =>
        listBody(slice, loginPolicyBody),
      ),
  }),
  realmRoute("GET", "/login_policies/{id}", {
    level: "read",
    summary: "Get a Connected App",
    answer: loginPolicyAnswer,
    act: async ({ realmId, id }) => mapDone(await getAppRecord(realmId, id), loginPolicyBody),
  }),
  realmRoute("POST", "/login_policies", {
    level: "manage",
    summary: "Create a Connected App",
    about: "What it does not set for itself is as the realm's login_rocket provider has it, else built in.",
    root: "login_policy",
    fields: newAppInput,
    status: 201,
    answer: loginPolicyAnswer,
    act: async ({ realmId, fields, actor }) => mapDone(await createAppRecord(realmId, fields, actor), loginPolicyBody),
  }),
  realmRoute("PUT", "/login_policies/{id}", {
    level: "manage",
    summary: "Update a Connected App",
    about: "Changes the fields that are sent; null takes a setting back to what the realm has.",
    root: "login_policy",
    fields: appInput,
    answer: loginPolicyAnswer,
    act: async ({ realmId, id, fields, actor }) =>
      mapDone(await updateAppRecord(realmId, { id, input: fields }, actor), loginPolicyBody),
  }),
  realmRoute("DELETE", "/login_policies/{id}", {
    level: "manage",
    summary: "Delete a Connected App",
    about: "Its addresses answer no more; the realm's users stay.",
    act: ({ realmId, id, actor }) => deleteAppRecord(realmId, id, actor),
  }),
];

/** `/v1/login_policies`, and the same as `/v1/connected_apps`, with the same root and `object`. */
export const loginPolicyRoutes = [...routes, ...alsoAs("/connected_apps", routes)];
