import { z } from "zod";
import {
  findImportRules,
  type ImportLine,
  type ImportRun,
  type ImportTotals,
  importUsers,
  type LineReport,
} from "@/lib/admin/import-users";
import { flagField } from "@/lib/domain/fields";
import { done, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import { readImportedUsers } from "@/lib/request/imported-users";
import { BodyError } from "../read-body";
import { CutFileError } from "../sent-file";
import { errorsBody } from "./answer";
import { streamRoute } from "./route";

const query = z.object({
  dry_run: flagField.optional().meta({ type: "boolean", description: "Says what would happen, and changes nothing." }),
  user_events: flagField
    .optional()
    .meta({ type: "boolean", description: "Records user.created for each user too, for hooks that wait for it." }),
});

/** `/v1/users/import`. */
export const importRoutes = [
  streamRoute("POST", "/users/import", {
    level: "manage",
    summary: "Import users",
    about:
      "Takes JSON lines, one user each, or CSV whose first line names the fields (custom.… for attributes); up to 250,000 lines. Users bring the hash of their password in password_hash: bcrypt, argon2, scrypt or PBKDF2. Answers a JSON line for each: its line, its status (created, skipped, failed), the user's id, and errors by field; and one more at the end that counts them. A user whose name is there already is skipped, so that a file that was cut short can be sent again.",
    query,
    takes: ["application/x-ndjson", "application/jsonl", "text/csv"],
    answers: "application/x-ndjson",
    act: async ({ realmId, query: { dry_run: isDry = false, user_events: eachAnEvent = false }, file, actor }) => {
      const rules = await findImportRules(realmId);
      if (!rules || !file) return refuse({ code: "not-found" });
      const users = await readImportedUsers(rules, { isCsv: file.type === "text/csv", bytes: file.bytes });
      return users.ok ? done(reportOf(realmId, users.value, { isDry, eachAnEvent, actor })) : users;
    },
  }),
];

/** The report, line by line; its last line says what it all came to, or that the file was too large or did not come whole. */
async function* reportOf(realmId: string, lines: AsyncIterable<ImportLine>, run: ImportRun): AsyncGenerator<string> {
  const importing = importUsers(realmId, lines, run);
  const totals = { created: 0, skipped: 0, failed: 0 };
  try {
    for (let next = await importing.next(); ; next = await importing.next()) {
      if (next.done) {
        yield summary(next.value, run);
        return;
      }
      for (const { status } of next.value) totals[status] += 1;
      yield next.value.map(lineBody).join("");
    }
  } catch (error) {
    if (error instanceof BodyError) yield summary({ ...totals, complete: false }, run, [{ code: "request.too-large" }]);
    else if (!(error instanceof CutFileError)) throw error;
  } finally {
    await importing.return({ ...totals, complete: false });
  }
}

function lineBody({ line, status, id, problems }: LineReport): string {
  const errors = problems ? { errors: errorsBody(problems) } : {};
  return `${JSON.stringify({ line, status, ...(id === undefined ? {} : { id }), ...errors })}\n`;
}

function summary(totals: ImportTotals, { isDry }: ImportRun, problems: readonly Problem[] = []): string {
  const errors = problems.length > 0 ? { errors: errorsBody(problems) } : {};
  return `${JSON.stringify({ object: "import", dry_run: isDry, ...totals, ...errors })}\n`;
}
