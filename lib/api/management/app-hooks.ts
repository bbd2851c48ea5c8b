import { z } from "zod";
import {
  createHook,
  deleteHook,
  getHook,
  hookInput,
  listHooks,
  type MadeHook,
  pingHook,
  redeliverFailed,
  renewHookKey,
  updateHook,
} from "@/lib/admin/app-hooks";
import { getEvent } from "@/lib/admin/events";
import { momentField } from "@/lib/domain/fields";
import { lists } from "@/lib/domain/lists";
import { done, mapDone, refuse } from "@/lib/domain/outcome";
import { appHookAnswer, appHookBody, madeHookAnswer } from "./app-hook-body";
import { eventAnswer, shownEvent } from "./event-answer";
import { listBody, listOf, pageFields, pageOf } from "./list";
import { realmsRoute } from "./route";

function made({ hook, key }: MadeHook): z.input<typeof madeHookAnswer> {
  return { ...appHookBody(hook), ...(key === null ? {} : { secret: key }) };
}

/** `/v1/app_hooks`: the webhooks and mails that events go out by. */
export const appHookRoutes = [
  realmsRoute("GET", "/app_hooks", {
    level: "read",
    summary: "List app hooks",
    about: "Where no realm is named, those that are for all realms.",
    query: z.object(pageFields(lists.app_hooks)),
    answer: listOf(appHookAnswer),
    act: async ({ realmId, query }) =>
      mapDone(await listHooks(realmId, pageOf(lists.app_hooks, query)), (slice) => listBody(slice, appHookBody)),
  }),
  realmsRoute("GET", "/app_hooks/{id}", {
    level: "read",
    summary: "Get an app hook",
    answer: appHookAnswer,
    act: async ({ realmId, id }) => {
      const hook = await getHook(realmId, id);
      return hook ? done(appHookBody(hook)) : refuse({ code: "not-found" });
    },
  }),
  realmsRoute("POST", "/app_hooks", {
    level: "manage",
    summary: "Create an app hook",
    about:
      "Of type webhook it is told of events by POST, until it answers 2xx; of type email it is the mail of one event. Where no realm is named, it is for all realms.",
    root: "app_hook",
    fields: hookInput,
    status: 201,
    answer: madeHookAnswer,
    act: async ({ realmId, fields, actor }) => mapDone(await createHook(realmId, fields, actor), made),
  }),
  realmsRoute("PUT", "/app_hooks/{id}", {
    level: "manage",
    summary: "Update an app hook",
    about: "Changes the fields that are sent; its type cannot be changed. Made inactive, it sends nothing more.",
    root: "app_hook",
    fields: hookInput,
    answer: appHookAnswer,
    act: async ({ realmId, id, fields, actor }) =>
      mapDone(await updateHook(realmId, { id, input: fields }, actor), appHookBody),
  }),
  realmsRoute("DELETE", "/app_hooks/{id}", {
    level: "manage",
    summary: "Delete an app hook",
    about: "What it has under way is canceled.",
    act: ({ realmId, id, actor }) => deleteHook(realmId, id, actor),
  }),
  realmsRoute("POST", "/app_hooks/{id}/ping", {
    level: "manage",
    summary: "Send a ping to a webhook",
    about: "Answers its event. Get that again to see what became of it.",
    refuses: [409],
    answer: eventAnswer,
    act: async ({ realmId, id, actor }) => {
      const pinged = await pingHook(realmId, id, actor);
      const event = pinged.ok ? await getEvent(pinged.value.realmId, pinged.value.eventId) : null;
      return event ? done(shownEvent(event)) : pinged.ok ? refuse({ code: "not-found" }) : pinged;
    },
  }),
  realmsRoute("POST", "/app_hooks/{id}/renew_secret", {
    level: "manage",
    summary: "Give a webhook a new secret",
    about: "The one before signs nothing more from the next try on.",
    answer: madeHookAnswer,
    act: async ({ realmId, id, actor }) => mapDone(await renewHookKey(realmId, id, actor), made),
  }),
  realmsRoute("POST", "/app_hooks/{id}/redeliver", {
    level: "manage",
    summary: "Deliver again what failed",
    about: "All of this hook, of events since that moment. Answers how many there are.",
    refuses: [409],
    fields: z.object({ since: momentField }),
    answer: z.strictObject({ count: z.number() }),
    act: async ({ realmId, id, fields: { since }, actor }) =>
      since === null
        ? refuse({ code: "field.not-moment", field: "since" })
        : redeliverFailed(realmId, { id, since }, actor),
  }),
];
