import { english, problemSentence, say } from "@/lib/domain/messages";
import { escapeHtml } from "@/lib/mail/mail-html";
import { type ImportLine, type ImportRun, type ImportTotals, importUsers, type LineReport } from "./import-users";

/** The most lines that were not made which are told one by one. */
const MOST_TOLD = 1_000;

const style = [
  "body{display:flex;flex-direction:column;gap:8px;margin:0;padding:16px 20px;overflow-wrap:anywhere}",
  "body{font:15px/1.5 system-ui,sans-serif}p{margin:0}",
  ".so-far,.total{order:-1;font-weight:600}.so-far:has(~.so-far,~.total){display:none}",
].join("");

/** The beginning of a document that is shown in a frame. It is never ended: more may follow. */
function opened(title: string): string {
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title><style>${style}</style></head><body>\n`;
}

const paragraph = (text: string, kind = "") => `<p${kind ? ` class="${kind}"` : ""}>${escapeHtml(text)}</p>\n`;

/** A sentence in the place of a report. */
export function noReport(...sentences: readonly string[]): string {
  return opened(say("console.import.title")) + sentences.map((one) => paragraph(one)).join("");
}

/**
 * Imports, or tries to, and tells of it as a document that grows while it goes on: how far it is, each line that was not
 * made and why, and what it all came to. `isCut` says of an error that the file did not come whole.
 */
export async function* reportImport(
  realmId: string,
  lines: AsyncIterable<ImportLine>,
  { isCut, ...run }: ImportRun & { readonly isCut: (error: unknown) => boolean },
): AsyncGenerator<string> {
  const importing = importUsers(realmId, lines, run);
  let [told, last] = [0, 0];
  yield opened(say(run.isDry ? "console.import.trying" : "console.import.importing"));
  try {
    for (let next = await importing.next(); ; next = await importing.next()) {
      if (next.done) return yield paragraph(totalOf(next.value, run, last), "total");
      last = next.value.at(-1)?.line ?? last;
      const amiss = next.value.filter(({ status }) => status !== "created");
      yield amiss
        .slice(0, Math.max(0, MOST_TOLD - told))
        .map(lineOf)
        .join("");
      if (told <= MOST_TOLD && told + amiss.length > MOST_TOLD)
        yield paragraph(say("console.import.more", { most: MOST_TOLD.toLocaleString("en") }));
      told += amiss.length;
      yield paragraph(say("console.import.lines", { lines: last }), "so-far");
    }
  } catch (error) {
    if (!isCut(error)) throw error;
    yield paragraph(say("console.import.cut"), "total");
  } finally {
    await importing.return({ created: 0, skipped: 0, failed: 0, complete: false });
  }
}

function lineOf({ line, status, problems = [] }: LineReport): string {
  const why = problems.map((problem) => problemSentence(english, problem)).join(" ");
  const what = say(status === "skipped" ? "console.import.skipped" : "console.import.failed");
  return `<p><strong>${escapeHtml(say("console.import.line", { line }))}</strong> ${escapeHtml(`${what}: ${why}`)}</p>\n`;
}

function totalOf({ complete, ...counts }: ImportTotals, { isDry }: ImportRun, line: number): string {
  const total = say(isDry ? "console.import.tried" : "console.import.done", counts);
  return complete ? total : `${total} ${say("console.import.too-many", { line })}`;
}
