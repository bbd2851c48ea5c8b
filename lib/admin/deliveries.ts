import { type DueNotification, endByMail, endTry, type TryEnd } from "@/lib/db/notifications";
import { type DeliveryResult, waitAfterTry } from "@/lib/domain/delivery";
import { eventBody } from "@/lib/domain/event-body";
import { startDeliveryLoop, stopDeliveryLoop } from "@/lib/hooks/delivery-loop";
import { postWebhook, type Way } from "@/lib/hooks/post-webhook";
import { standardWebhookHeaders } from "@/lib/hooks/standard-webhook";
import { openHookSecret } from "@/lib/tokens/hook-secret";
import { withoutSecrets, withPassword } from "./hook-destination";
import { composeHookMail } from "./hook-mails";

/** Begins to deliver notifications in this process. */
export function startDeliveries(onError: (error: Error) => void): void {
  startDeliveryLoop((due) => deliver(due, new Date()), onError);
}

/** Ends it: what is cut off is taken up again by another process, or the next one. */
export const stopDeliveries = stopDeliveryLoop;

/**
 * Makes one try to deliver a claimed notification, and writes down what became of it. Until a receiver says 2xx there is
 * a next try, after ever longer waits, up to two days; a mail goes into the queue of mails, once.
 */
export async function deliver(due: DueNotification, at: Date, way?: Way): Promise<void> {
  try {
    await (due.hookType === "webhook" ? sendWebhook(due, at, way) : sendMail(due, at));
  } catch (error) {
    await endTry(due, { result: "error", destination: null, next: afterFailure(due, at) });
    throw error;
  }
}

async function sendWebhook(due: DueNotification, at: Date, way?: Way): Promise<void> {
  const { destination: shown, secretEncrypted } = due.hook;
  if (!shown || !secretEncrypted) throw new Error(`The hook ${due.hook.id} has no destination or no key.`);
  const { key, password } = openHookSecret(secretEncrypted);
  const destination = withPassword({ destination: shown, password });
  const body = JSON.stringify(eventBody(due.event));
  const headers = {
    "content-type": "application/json",
    "user-agent": "Gatehouse",
    ...standardWebhookHeaders({ id: due.id, at, body, key }),
  };
  const result = await postWebhook(destination, { body, headers }, way);
  const next = /^2\d\d$/.test(result) ? { state: "completed" as const } : afterFailure(due, at);
  await endTry(due, { result, destination: withoutSecrets(destination), next });
}

function afterFailure({ attempts }: DueNotification, at: Date): TryEnd["next"] {
  const wait = waitAfterTry(attempts);
  return wait === null ? { state: "failed" } : { nextAt: new Date(at.getTime() + wait) };
}

async function sendMail(due: DueNotification, at: Date): Promise<void> {
  const mail = await composeHookMail(due, at);
  if (typeof mail !== "string") return endByMail(due, mail);
  const state = mail === "template-failed" ? "failed" : "canceled";
  await endTry(due, { result: mail satisfies DeliveryResult, destination: null, next: { state } });
}
