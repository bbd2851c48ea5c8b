import { z } from "zod";
import { refuse } from "@/lib/domain/outcome";
import { authenticate } from "@/lib/flows/authenticate";
import { authenticateKey, authenticateKeyInput } from "@/lib/flows/authenticate-key";
import { authenticateCode } from "@/lib/flows/verify-login";
import { findServerDoor } from "@/lib/request/door";
import { realmRoute } from "./route";
import { after, enterAs } from "./user-door";
import { tokenAnswer, userExpand } from "./user-with";

/** `/v1/users/{id}/authenticate…`: an app's own server logs its people in. */
export const userLoginRoutes = [
  realmRoute("POST", "/users/{id}/authenticate", {
    level: "write",
    summary: "Log a user in by password",
    about:
      "Answers the user with a login token. Where they have a second factor, token begins with kli_, and authenticate_code goes on with it. A wrong password is a 401, an unknown user a 404.",
    query: z.object({ expand: userExpand }),
    fields: z.object({ password: z.string(), expand: userExpand }),
    refuses: [401],
    answer: tokenAnswer,
    act: async ({ query, fields: { password, expand = query.expand }, ...about }) => {
      const entered = await enterAs(about);
      if (!entered.ok) return entered;
      const { door, user } = entered.value;
      const outcome = await authenticate(door, { usernameCanonical: user.usernameCanonical, password });
      return after(about, outcome, { put: ({ token }) => ({ token }), expand });
    },
  }),
  realmRoute("POST", "/users/{id}/authenticate_code", {
    level: "write",
    summary: "Complete a login by a code",
    about: "By a code of the user's authenticator, or a recovery code, which is spent by it.",
    root: "user",
    fields: z.object({ token: z.string(), code: z.string() }),
    answer: tokenAnswer,
    act: async ({ fields, ...about }) => {
      const entered = await enterAs(about);
      if (!entered.ok) return entered;
      const { door, user } = entered.value;
      return after(about, await authenticateCode(door, user.id, fields), { put: ({ token }) => ({ token }) });
    },
  }),
  realmRoute("POST", "/users/authenticate_key", {
    level: "write",
    summary: "Log an API user in by key",
    about:
      "Answers the user; with a login token, where the realm's api_key_minutes give it a life. A wrong key is a 401.",
    fields: authenticateKeyInput,
    refuses: [401],
    answer: tokenAnswer,
    act: async ({ realmId, fields, actor }) => {
      const door = await findServerDoor(realmId, actor);
      if (!door) return refuse({ code: "not-found" });
      const outcome = await authenticateKey(door, fields);
      const id = outcome.ok ? outcome.value.userId : "";
      return after({ realmId, actor, id }, outcome, { put: ({ token }) => (token === null ? {} : { token }) });
    },
  }),
];
