import { z } from "zod";
import { eventFilterInput, getEvent, listEvents } from "@/lib/admin/events";
import { lists } from "@/lib/domain/lists";
import { done, mapDone, refuse } from "@/lib/domain/outcome";
import { eventAnswer, shownEvent } from "./event-answer";
import { expandField, listBody, listOf, pageFields, pageOf } from "./list";
import { realmRoute } from "./route";

const query = z.object({
  ...pageFields(lists.events),
  ...eventFilterInput.shape,
  expand: expandField(["notifications"]),
});

/** `/v1/events`: what happened in a realm. */
export const eventRoutes = [
  realmRoute("GET", "/events", {
    level: "read",
    summary: "List events",
    about: "Of the last 30 days, unless created_at_after is sent; blank, it is as far back as events are kept.",
    query,
    answer: listOf(eventAnswer),
    act: async ({ realmId, query: { expand = [], ...asked }, actor }) => {
      const page = { ...pageOf(lists.events, asked), at: actor.at };
      const withNotifications = expand.includes("notifications");
      return mapDone(await listEvents(realmId, asked, { ...page, withNotifications }), (slice) =>
        listBody(slice, shownEvent),
      );
    },
  }),
  realmRoute("GET", "/events/{id}", {
    level: "read",
    summary: "Get an event",
    about: "With what became of it at each hook.",
    answer: eventAnswer,
    act: async ({ realmId, id }) => {
      const event = await getEvent(realmId, id);
      return event ? done(shownEvent(event)) : refuse({ code: "not-found" });
    },
  }),
];
