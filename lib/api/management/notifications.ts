import { redeliver } from "@/lib/admin/app-hooks";
import { mapDone } from "@/lib/domain/outcome";
import { notificationAnswer, notificationBody } from "./notification-body";
import { realmRoute } from "./route";

/** `/v1/notifications`: what became of events at hooks. They are read with their events. */
export const notificationRoutes = [
  realmRoute("POST", "/notifications/{id}/redeliver", {
    level: "manage",
    summary: "Deliver a notification again",
    about: "Whatever became of it, and with all its tries before it.",
    refuses: [409],
    answer: notificationAnswer,
    act: async ({ realmId, id, actor }) => mapDone(await redeliver(realmId, id, actor), notificationBody),
  }),
];
