import { z } from "zod";
import type { AppHook, HookColumns } from "@/lib/db/app-hooks";
import { canonicalEmail } from "@/lib/domain/email";
import { isEventPattern, isMailedEvent } from "@/lib/domain/event-types";
import type { FieldName } from "@/lib/domain/field-names";
import { hookMailVariables, isWordedByHooks } from "@/lib/domain/hook-mail";
import { isMailRenderer } from "@/lib/domain/mail-kinds";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import { cleanName } from "@/lib/domain/text";
import type { HookSecret } from "@/lib/tokens/hook-secret";
import { readDestination } from "./hook-destination";
import { templateProblems } from "./template-problems";

const text = z.string().nullish();

/**
 * A hook as it is sent: in JSON, or by a form, which knows no lists and no numbers. What is missing stays as it is, and
 * null is the same as blank.
 */
export const hookInput = z.object({
  hook_type: text,
  state: text,
  event_type: z.union([z.string(), z.array(z.string())]).nullish(),
  delay: z.union([z.string(), z.number()]).nullish(),
  destination: text,
  email_from: text,
  email_from_name: text,
  email_renderer: text,
  email_subject: text,
  email_template: text,
  email_to: text,
  user_type: text,
});

export type HookInput = z.output<typeof hookInput>;

/** A hook that can be stored; of a webhook the password of its destination beside it, which stands apart. */
export type ReadHook = {
  readonly hookType: "webhook" | "email";
  readonly columns: Omit<HookColumns, "secretEncrypted">;
  readonly password: string | null;
};

/** The hook that is changed, with what is sealed for it; null for a new one. */
export type CurrentHook = { readonly hook: AppHook; readonly secret: HookSecret | null } | null;

const longestDelay = 86_400;

const blank = {
  destination: null,
  emailFrom: null,
  emailFromName: null,
  emailRenderer: null,
  emailSubject: null,
  emailTemplate: null,
  emailTo: null,
  userType: "all",
} as const;

/** What was sent, or else what is there now, as text. */
function sentOr(sent: string | null | undefined, now: string | null | undefined): string {
  return (sent === undefined ? now : sent) ?? "";
}

/** Reads a hook: what was sent, and of the rest what it is now. All problems at once. */
export function readHook(input: HookInput, current: CurrentHook): Outcome<ReadHook> {
  const hookType = input.hook_type || (current?.hook.hookType ?? "webhook");
  if (hookType !== "webhook" && hookType !== "email") return refuse({ code: "hook.type-unknown", field: "hook_type" });
  if (current && hookType !== current.hook.hookType) return refuse({ code: "hook.type-fixed", field: "hook_type" });
  const problems: Problem[] = [];
  const shared = readShared(input, current, problems);
  const own =
    hookType === "webhook"
      ? readWebhook(input, { current, eventTypes: shared.eventTypes }, problems)
      : readMailHook(input, { current, eventTypes: shared.eventTypes }, problems);
  if (problems.length > 0) return refuse(...problems);
  const { password, ...columns } = own;
  return done({ hookType, columns: { ...shared, ...columns }, password });
}

function readShared({ state, event_type, delay }: HookInput, current: CurrentHook, problems: Problem[]) {
  const typed = (event_type === undefined ? current?.hook.eventTypes : event_type) ?? [];
  const names = (typeof typed === "string" ? [typed] : typed).flatMap((one) => one.split(/[\s,]+/));
  const seconds = Number(delay === undefined ? (current?.hook.delaySeconds ?? 0) : delay);
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > longestDelay)
    problems.push({ code: "hook.delay", field: "delay", params: { max: longestDelay } });
  const asked = state || (current?.hook.state ?? "active");
  if (asked !== "active" && asked !== "inactive") problems.push({ code: "hook.state-unknown", field: "state" });
  return {
    state: asked === "inactive" ? ("inactive" as const) : ("active" as const),
    eventTypes: [...new Set(names.filter((name) => name !== ""))],
    delaySeconds: seconds,
  };
}

type Beside = { readonly current: CurrentHook; readonly eventTypes: readonly string[] };

function readWebhook({ destination }: HookInput, { current, eventTypes }: Beside, problems: Problem[]) {
  for (const event of eventTypes.filter((one) => !isEventPattern(one)).slice(0, 20))
    problems.push({ code: "hook.event-unknown", field: "event_type", params: { event: event.slice(0, 100) } });
  const read = readDestination(sentOr(destination, current?.hook.destination), current);
  if (!read.ok) problems.push(...read.problems);
  return { ...blank, ...(read.ok ? read.value : { password: null }) };
}

function readMailHook(input: HookInput, { current, eventTypes }: Beside, problems: Problem[]) {
  const [eventType = ""] = eventTypes;
  const hasEvent = eventTypes.length === 1 && isMailedEvent(eventType);
  if (!hasEvent) problems.push({ code: "hook.event-not-mailed", field: "event_type" });
  const known = hasEvent ? hookMailVariables(eventType) : null;
  const { hook } = current ?? { hook: null };
  const subject = sentOr(input.email_subject, hook?.emailSubject);
  const template = sentOr(input.email_template, hook?.emailTemplate);
  problems.push(...templateProblems("email_subject", { part: "subject", source: subject, known }));
  problems.push(...templateProblems("email_template", { part: "body", source: template, known }));
  const renderer = input.email_renderer || (hook?.emailRenderer ?? "markdown");
  if (!isMailRenderer(renderer)) problems.push({ code: "mail-template.renderer-unknown", field: "email_renderer" });
  const userType = input.user_type || (hook?.userType ?? "all");
  if (!["all", "human", "api"].includes(userType))
    problems.push({ code: "hook.user-type-unknown", field: "user_type" });
  const emailTo = readAddress("email_to", sentOr(input.email_to, hook?.emailTo), problems);
  if (emailTo && isWordedByHooks(eventType)) problems.push({ code: "hook.user-alone", field: "email_to" });
  return {
    ...blank,
    emailFrom: readAddress("email_from", sentOr(input.email_from, hook?.emailFrom), problems),
    emailFromName: readName(sentOr(input.email_from_name, hook?.emailFromName), problems),
    emailRenderer: renderer,
    emailSubject: subject.trim(),
    emailTemplate: template.replaceAll("\r\n", "\n"),
    emailTo,
    userType,
    password: null,
  };
}

function readAddress(field: FieldName, typed: string, problems: Problem[]): string | null {
  if (typed.trim() === "") return null;
  const address = canonicalEmail(typed);
  if (!address.ok) problems.push({ code: address.code, field });
  return address.ok ? address.display : null;
}

function readName(typed: string, problems: Problem[]): string | null {
  const name = cleanName(typed);
  if (!name.ok) problems.push({ code: name.code, field: "email_from_name" });
  return name.ok && name.value !== "" ? name.value : null;
}
