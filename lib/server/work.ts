import { startDeliveries, stopDeliveries } from "@/lib/admin/deliveries";
import { refreshStylesheets } from "@/lib/admin/external-css";
import { vacuum } from "@/lib/db/client";
import { purge } from "@/lib/db/purge";
import { type Handlers, work } from "@/lib/db/queue";
import { finishSignup } from "@/lib/flows/finish-signup";
import { sendReset } from "@/lib/flows/send-reset";
import { sendVerification } from "@/lib/flows/send-verification";
import { sendMail } from "@/lib/mail/send";
import { logError } from "./log-error";
import { onStop } from "./stopping";

/** What is done for each kind of job: the one place that knows them all. */
const handlers: Handlers = {
  "send-mail": sendMail,
  "send-reset": (job) => sendReset(job, new Date()),
  "send-verification": (job) => sendVerification(job, new Date()),
  "finish-signup": (job) => finishSignup(job, new Date()),
  purge: () => purge(new Date()),
  vacuum,
  "refresh-css": async () => void (await refreshStylesheets()),
};

/** Begins to work on jobs, and to deliver notifications, in this process. */
export async function startWork(): Promise<void> {
  await work(handlers, (error) => logError(error, { part: "queue" }));
  startDeliveries((error) => logError(error, { part: "hooks" }));
  onStop(stopDeliveries);
}
