import { findHook } from "@/lib/db/app-hooks";
import { hookMailValues, isWordedByHooks } from "@/lib/domain/hook-mail";
import { isId } from "@/lib/domain/ids";
import { templateValues } from "@/lib/domain/mail-kinds";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { type MailHook, wordByHook } from "@/lib/mail/hook-mail";
import { liquidProblem } from "@/lib/mail/owner-template";
import { previewOf } from "@/lib/mail/preview";
import { type HookInput, readHook } from "./hook-input";
import { findMailSample, sampleUser } from "./mail-sample";

/** How the mail of a hook would read that is being typed, as a document to be shown in a frame; or what is wrong with it. */
export async function previewHookMail(realmId: string, input: HookInput): Promise<Outcome<string>> {
  const read = readHook({ ...input, hook_type: "email" }, null);
  return read.ok ? show(realmId, read.value.columns) : read;
}

/** The same of one that is there; null where it is no hook of type email of the realm. */
export async function previewSavedHookMail(realmId: string, id: string): Promise<string | null> {
  const hook = isId("hk", id) ? await findHook(realmId, id) : null;
  const shown = hook?.hookType === "email" ? await show(realmId, hook) : null;
  return shown?.ok ? shown.value : null;
}

type Hook = MailHook & { readonly eventTypes: readonly string[] };

async function show(realmId: string, hook: Hook): Promise<Outcome<string>> {
  const { parties, values } = await findMailSample(realmId, "en");
  const [eventType = ""] = hook.eventTypes;
  const happened = { eventType, eventAt: new Date(), ip: "192.0.2.7", client: "Firefox" };
  const said = isWordedByHooks(eventType)
    ? templateValues(parties, values(eventType))
    : hookMailValues(happened, { ...parties, user: sampleUser });
  try {
    return done(previewOf(wordByHook(hook, said, "en")));
  } catch (error) {
    return refuse({ code: "mail-template.not-liquid", field: "email_template", params: liquidProblem(error) });
  }
}
