import { z } from "zod";
import { deleteSession, getSession, listSessions } from "@/lib/admin/sessions";
import { findUserBy } from "@/lib/admin/user-records";
import { lists } from "@/lib/domain/lists";
import { mapDone, refuse } from "@/lib/domain/outcome";
import { unixSeconds } from "@/lib/domain/unix-time";
import { createSession } from "@/lib/flows/create-session";
import { findServerDoor } from "@/lib/request/door";
import { momentAnswer } from "./answer-fields";
import { listBody, listOf, pageFields, pageOf } from "./list";
import { realmRoute } from "./route";
import { shownUser, userExpand, userWithAnswer } from "./user-with";

const base = {
  id: z.string(),
  object: z.literal("session"),
  user_id: z.string(),
  request: z.strictObject({ ip: z.string().nullable(), client: z.string().nullable() }),
  created_at: momentAnswer,
  expires_at: momentAnswer,
};
const sessionAnswer = z.strictObject(base).meta({ id: "Session" });
const sessionWithAnswer = z
  .strictObject({
    ...base,
    token: z
      .string()
      .optional()
      .meta({ description: "The login token of a new session, or the one it was asked for by." }),
    user: userWithAnswer,
  })
  .meta({ id: "SessionWith" });

type Shown = {
  readonly id: string;
  readonly userId: string;
  readonly ip: string | null;
  readonly client: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

function sessionBody(session: Shown): z.input<typeof sessionAnswer> {
  return {
    id: session.id,
    object: "session",
    user_id: session.userId,
    request: { ip: session.ip, client: session.client },
    created_at: unixSeconds(session.createdAt),
    expires_at: unixSeconds(session.expiresAt),
  };
}

/** `/v1/sessions`: who is logged in, by the id of a session or by a whole login token. */
export const sessionRoutes = [
  realmRoute("GET", "/sessions", {
    level: "read",
    summary: "List the sessions of a user",
    about: "Those that live, in a realm that keeps them.",
    query: z.object({ ...pageFields(lists.sessions), user_id: z.string().meta({ description: "Whose." }) }),
    answer: listOf(sessionAnswer),
    act: async ({ realmId, query: asked, actor }) => {
      const of = { userId: asked.user_id, page: pageOf(lists.sessions, asked) };
      return mapDone(await listSessions(realmId, of, actor.at), (slice) => listBody(slice, sessionBody));
    },
  }),
  realmRoute("GET", "/sessions/{id}", {
    level: "read",
    summary: "Get a session",
    about: "By id or whole login token. A 404 says that it is over, wherever it was ended.",
    query: z.object({ expand: userExpand }),
    answer: sessionWithAnswer,
    act: async ({ realmId, id, query: { expand }, actor: { at } }) => {
      const found = await getSession(realmId, id, at);
      if (!found.ok) return found;
      const { session, user } = found.value;
      const token = id === session.id ? {} : { token: id };
      return mapDone(await shownUser(user, { expand, at }), (shown) => ({
        ...sessionBody(session),
        ...token,
        user: shown,
      }));
    },
  }),
  realmRoute("POST", "/sessions", {
    level: "write",
    summary: "Log a user in",
    about:
      "On your word. A user with a second factor is logged in by authenticate and authenticate_code instead. Where the realm keeps no sessions, and for API users, token stands for itself.",
    root: "session",
    fields: z.object({ user_id: z.string() }),
    status: 201,
    answer: sessionWithAnswer,
    act: async ({ realmId, fields, actor }) => {
      const { at, by } = actor;
      const [door, found] = await Promise.all([
        findServerDoor(realmId, actor),
        findUserBy(realmId, fields.user_id, at),
      ]);
      if (!door || !found.ok) return refuse({ code: "field.not-found", field: "user_id" });
      const user = { ...found.value, lastLoginAt: at };
      const begun = await createSession(door, { ...user, active: user.state === "active" });
      if (!begun.ok) return begun;
      const { id, token, expiresAt } = begun.value;
      const session = { id, userId: user.id, ip: by.ip, client: by.userAgent, createdAt: at, expiresAt };
      return mapDone(await shownUser(user, { expand: [], at }), (shown) => ({
        ...sessionBody(session),
        token,
        user: shown,
      }));
    },
  }),
  realmRoute("DELETE", "/sessions/{id}", {
    level: "write",
    summary: "Log a session out",
    about: "By id or whole login token: every token that names it is worth nothing from now on.",
    act: ({ realmId, id, actor }) => deleteSession(realmId, id, actor),
  }),
];
