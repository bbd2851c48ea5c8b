import { columnProblems, type ImportedUser } from "@/lib/domain/imported-user";
import { done, type Outcome } from "@/lib/domain/outcome";
import type { NameRules } from "@/lib/domain/user-names";
import { readCsvLines, readJsonLines, type SentLine } from "./import-lines";
import { readImportedUser } from "./imported-user";

type Line = { readonly line: number; readonly user: Outcome<ImportedUser> };

/**
 * Reads the users of a file as it comes, for a realm of these rules: CSV, or else JSON lines. What keeps all of it from
 * being read is said at once; what is wrong with one line is said with that line.
 */
export async function readImportedUsers(
  rules: NameRules,
  { isCsv, bytes }: { readonly isCsv: boolean; readonly bytes: AsyncIterable<Uint8Array> },
): Promise<Outcome<AsyncIterable<Line>>> {
  const lines = isCsv ? await readCsvLines(bytes, columnProblems) : done(readJsonLines(bytes));
  return lines.ok ? done(usersOf(rules, lines.value)) : lines;
}

async function* usersOf(rules: NameRules, lines: AsyncIterable<SentLine>): AsyncGenerator<Line> {
  for await (const { line, sent } of lines) yield { line, user: sent.ok ? readImportedUser(rules, sent.value) : sent };
}
