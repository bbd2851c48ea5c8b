import { z } from "zod";
import { redeemSignupToken } from "@/lib/admin/signup-tokens";
import { userFilterOf, usualSort } from "@/lib/admin/user-filter";
import { createUser, deleteUser, findUserBy, listUsers } from "@/lib/admin/user-records";
import { updateUser } from "@/lib/admin/user-updates";
import { lists } from "@/lib/domain/lists";
import { mapDone, refuse } from "@/lib/domain/outcome";
import { newUserInput, userInput } from "@/lib/domain/user-fields";
import { listBody, listOf, pageFields, pageOf } from "./list";
import { keyRoute, realmRoute } from "./route";
import { userAnswer, userBody } from "./user-body";
import { userFilterFields } from "./user-filter";
import { shownUser, userExpand, userWithAnswer } from "./user-with";

const query = z.object({ ...pageFields(lists.users), ...userFilterFields });

/** What is made is answered with an API user's key, this once. */
const made = userAnswer
  .extend({ api_key: z.string().optional().meta({ description: "Of a new API user, shown this once." }) })
  .meta({ id: "NewUser" });

/** `/v1/users`: the people of a realm, and its API users. Everywhere a username stands for an id. */
export const userRoutes = [
  realmRoute("GET", "/users", {
    level: "read",
    summary: "List users",
    query,
    answer: listOf(userAnswer),
    act: async ({ realmId, query: asked, actor }) => {
      const page = {
        filter: userFilterOf(asked),
        page: pageOf(lists.users, { ...asked, sort: asked.sort ?? usualSort(asked) }),
      };
      return mapDone(await listUsers(realmId, page, actor.at), (slice) => listBody(slice, userBody));
    },
  }),
  realmRoute("GET", "/users/{id}", {
    level: "read",
    summary: "Get a user",
    about: "By id or username.",
    query: z.object({ expand: userExpand }),
    answer: userWithAnswer,
    act: async ({ realmId, id, query: { expand }, actor }) => {
      const found = await findUserBy(realmId, id, actor.at);
      return found.ok ? shownUser(found.value, { expand, at: actor.at }) : found;
    },
  }),
  keyRoute("POST", "/users", {
    level: "write",
    summary: "Create a user",
    about:
      "A human by username, email and password; an API user by nothing more than its type; or, with token alone, the user of a signup token, which is spent by it.",
    root: "user",
    fields: newUserInput,
    status: 201,
    answer: made,
    act: async ({ realmId, fields, actor }) => {
      if (fields.token) return mapDone(await redeemSignupToken(realmId, fields.token, actor), userBody);
      if (realmId === null) return refuse({ code: "realm.blank", field: "realm_id" });
      return mapDone(await createUser(realmId, fields, actor), ({ user, apiKey }) => ({
        ...userBody(user),
        ...(apiKey === null ? {} : { api_key: apiKey }),
      }));
    },
  }),
  realmRoute("PUT", "/users/{id}", {
    level: "write",
    summary: "Update a user",
    about: "Changes the fields that are sent. A new password ends the user's sessions, and is told them by mail.",
    root: "user",
    fields: userInput,
    answer: userAnswer,
    act: async ({ realmId, id, fields, actor }) =>
      mapDone(await updateUser(realmId, { id, input: fields }, actor), userBody),
  }),
  realmRoute("DELETE", "/users/{id}", {
    level: "write",
    summary: "Delete a user",
    about: "With all that is theirs: credentials, memberships, sessions.",
    act: ({ realmId, id, actor }) => deleteUser(realmId, id, actor),
  }),
];
