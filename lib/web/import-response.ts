import { noReport, reportImport } from "@/lib/admin/import-report";
import { findImportRules } from "@/lib/admin/import-users";
import { english, problemSentence, say } from "@/lib/domain/messages";
import { statusOf } from "@/lib/domain/problem";
import { currentRequest } from "@/lib/request/context";
import { CutFormError, type FormWithFile, readFormWithFile } from "@/lib/request/form-with-file";
import { readImportedUsers } from "@/lib/request/imported-users";
import { actorOf, mayChangeRealm } from "./console-rights";
import { findAdministrator } from "./console-session";

/**
 * Imports the users of the file that a form of the console brings, while it comes, and tells of it in the frame that the
 * form was sent to. Who asks is checked here, as actions do; that the form is one of ours, the front has checked.
 */
export async function answerImport(request: Request, realmId: string, isDry: boolean): Promise<Response> {
  const administrator = await findAdministrator();
  if (!administrator || !mayChangeRealm(administrator, realmId))
    return documentOf(noReport(say("console.import.refused")), 403);
  const rules = await findImportRules(realmId);
  if (!rules) return documentOf(noReport(say("console.not-found.title")), 404);
  const form = await readForm(request);
  if (!form) return documentOf(noReport(say("console.import.cut")), 400);
  const { fields, file } = form;
  if (!file) return documentOf(noReport(say("console.import.no-file")), 422);
  const isCsv = /\.csv$/i.test(file.name);
  const users = await readImportedUsers(rules, { isCsv, bytes: file.bytes });
  if (!users.ok)
    return documentOf(
      noReport(...users.problems.map((one) => problemSentence(english, one))),
      statusOf(users.problems),
    );
  const run = { isDry, eachAnEvent: fields.get("user_events") === "true", actor: actorOf(administrator) };
  return documentOf(streamOf(reportImport(realmId, users.value, { ...run, isCut })), 200);
}

const isCut = (error: unknown) => error instanceof CutFormError;

async function readForm(request: Request): Promise<FormWithFile | null> {
  try {
    return await readFormWithFile(bytesOf(request.body), request.headers.get("content-type") ?? "");
  } catch (error) {
    if (isCut(error)) return null;
    throw error;
  }
}

async function* bytesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  for (let part = await reader?.read().catch(cut); part && !part.done; part = await reader?.read().catch(cut))
    yield part.value;
}

/** Whoever sends it went away. */
function cut(): never {
  throw new CutFormError();
}

/**
 * A document that is made while the form is read, and waits for nobody: a browser sends all of its form before it reads
 * anything. There is little of it, whatever the file holds.
 */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const { report } = currentRequest();
  const encoder = new TextEncoder();
  let isGone = false;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const write = async () => {
        for (let next = await pieces.next(); !next.done && !isGone; next = await pieces.next())
          controller.enqueue(encoder.encode(next.value));
        if (isGone) await pieces.return(undefined);
        else controller.close();
      };
      write().catch((error) => {
        report?.(error);
        if (!isGone) controller.error(new Error("An answer broke off."));
      });
    },
    cancel() {
      isGone = true;
    },
  });
}

function documentOf(html: BodyInit, status: number): Response {
  return new Response(html, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}
