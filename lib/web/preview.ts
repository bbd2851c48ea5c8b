import type { z } from "zod";
import { showNoPreview } from "@/lib/admin/mail-editor";
import { english, problemSentence, say } from "@/lib/domain/messages";
import { type Outcome, refuse } from "@/lib/domain/outcome";
import { type Problem, statusOf } from "@/lib/domain/problem";
import { formFields, readInput } from "@/lib/request/input";
import { mayChangeRealm, mayReachRealm } from "./console-rights";
import { findAdministrator } from "./console-session";

// What a frame on a page of the console shows. Each way in checks for itself who asks, as actions do; that a form comes
// from a page of ours, the front has checked.

/** A document to be shown in a frame, to whoever may see the realm. */
export async function showInFrame(realmId: string, show: () => Promise<string | null>): Promise<Response> {
  const administrator = await findAdministrator();
  if (!administrator || !mayReachRealm(administrator, realmId)) return refused();
  const found = await show();
  return found === null ? documentOf(showNoPreview([say("console.mails.preview-none")]), 200) : documentOf(found, 200);
}

/** What a form that is being filled in comes to, to whoever may change the realm. Changes nothing. */
export async function previewForm<S extends z.ZodObject>(
  request: Request,
  realmId: string,
  { input, show }: { readonly input: S; readonly show: (typed: z.output<S>) => Promise<Outcome<string>> },
): Promise<Response> {
  const administrator = await findAdministrator();
  if (!administrator || !mayChangeRealm(administrator, realmId)) return refused();
  const form = await request.formData().catch(() => null);
  const read = form ? readInput(input, formFields(form)) : refuse({ code: "request.malformed" });
  const shown = read.ok ? await show(read.value) : read;
  return shown.ok ? documentOf(shown.value, 200) : problemsOf(shown.problems);
}

function problemsOf(problems: readonly [Problem, ...Problem[]]): Response {
  return documentOf(showNoPreview(problems.map((one) => problemSentence(english, one))), statusOf(problems));
}

function refused(): Response {
  return documentOf(showNoPreview([say("console.mails.preview-refused")]), 403);
}

function documentOf(html: string, status: number): Response {
  return new Response(html, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}
