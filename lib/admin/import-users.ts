import { forgetHashBeginnings } from "@/lib/db/hash-beginnings";
import * as store from "@/lib/db/imported-users";
import { findRealmRules } from "@/lib/db/realms";
import type { ImportedUser } from "@/lib/domain/imported-user";
import type { Outcome } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import type { NameRules } from "@/lib/domain/user-names";

/** One line of an import, as far as it could be read. */
export type ImportLine = { readonly line: number; readonly user: Outcome<ImportedUser> };

/** What became of a line. `skipped`: a user of that name is there already, with that id. */
export type LineReport = {
  readonly line: number;
  readonly status: "created" | "skipped" | "failed";
  readonly id?: string;
  readonly problems?: readonly Problem[];
};

/** What became of all of them. `complete`: the file was read to its end. */
export type ImportTotals = {
  readonly created: number;
  readonly skipped: number;
  readonly failed: number;
  readonly complete: boolean;
};

export type ImportRun = store.ImportRun & {
  /** Says what would happen, and changes nothing. */
  readonly isDry: boolean;
};

/** What a realm that users can be imported into says of their names; null where there is none. */
export async function findImportRules(realmId: string): Promise<NameRules | null> {
  return findRealmRules(realmId);
}

/** Lines that one statement takes: enough to be quick, few enough that a login in between does not wait. */
const BATCH = 500;

/** The most lines of one call; more are for another. */
export const mostLines = 250_000;

/**
 * Makes the users of a file, batch by batch while it is read, and says of every line what became of it, in order, a batch at
 * a time. A line that fails stops nothing. May be run again with the same file, after whatever ended it: who was made is skipped. The
 * realm's events say when an import began and what it came to; each user's own `user.created` is written where asked for.
 */
export async function* importUsers(
  realmId: string,
  lines: AsyncIterable<ImportLine>,
  run: ImportRun,
): AsyncGenerator<readonly LineReport[], ImportTotals> {
  const totals = { created: 0, skipped: 0, failed: 0 };
  const dealWith = run.isDry ? rehearse(realmId) : write(realmId, run);
  if (!run.isDry) await store.recordImport(realmId, { type: "users.import_started", data: {} }, run);
  const progress = { complete: false };
  try {
    for await (const batch of batchesOf(lines, progress)) {
      const reports = await reportsOf(batch, dealWith);
      for (const { status } of reports) totals[status] += 1;
      yield reports;
    }
    return { ...totals, ...progress };
  } finally {
    if (!run.isDry) {
      forgetHashBeginnings(realmId);
      await store.recordImport(realmId, { type: "users.imported", data: { ...totals, ...progress } }, run);
    }
  }
}

/** Deals with the users of one batch, and says what became of each. */
type Dealing = (users: readonly ImportedUser[]) => Promise<store.Imported[]>;

function write(realmId: string, run: ImportRun): Dealing {
  let [written, lookAt] = [0, 2 * BATCH];
  return async (users) => {
    const imported = await store.insertImportedUsers(realmId, users, run);
    written += users.length;
    if (written >= lookAt) {
      await store.lookAtSizes();
      lookAt *= 4;
    }
    return imported;
  };
}

/** Says what `write` would, from what is taken in the realm and what the file itself took before. */
function rehearse(realmId: string): Dealing {
  const seen = { names: new Map<string, string>(), skeletons: new Set<string>(), emails: new Set<string>() };
  return async (users) => {
    const taken = await store.findTaken(realmId, users);
    return users.map((user) => {
      const why = store.takenOf(user, taken) ?? store.takenOf(user, seen);
      if (why) return why;
      seen.names.set(user.username.canonical, "");
      if (user.username.skeleton !== null) seen.skeletons.add(user.username.skeleton);
      if (user.email.unique) seen.emails.add(user.email.canonical);
      return { id: "" };
    });
  };
}

async function reportsOf(batch: readonly ImportLine[], dealWith: Dealing): Promise<LineReport[]> {
  const users = batch.flatMap(({ user }) => (user.ok ? user.value : []));
  const imported = users.length > 0 ? await dealWith(users) : [];
  let next = 0;
  return batch.map(({ line, user }) => {
    if (!user.ok) return { line, status: "failed", problems: user.problems };
    const result = imported[next++];
    return result ? { line, ...reportOf(result) } : { line, status: "failed", problems: [{ code: "server.busy" }] };
  });
}

function reportOf(result: store.Imported): Omit<LineReport, "line"> {
  const named = (id: string) => (id === "" ? {} : { id });
  if ("id" in result) return { status: "created", ...named(result.id) };
  if ("existing" in result)
    return {
      status: "skipped",
      ...named(result.existing),
      problems: [{ code: "username.taken", field: "username" }],
    };
  const problem: Problem =
    result.taken === "email" ? { code: "email.taken", field: "email" } : { code: "username.taken", field: "username" };
  return { status: "failed", problems: [problem] };
}

/** Batches of lines, up to the most of one call; `progress` says whether the file was read to its end. */
async function* batchesOf(
  lines: AsyncIterable<ImportLine>,
  progress: { complete: boolean },
): AsyncGenerator<ImportLine[]> {
  let batch: ImportLine[] = [];
  let read = 0;
  let isCut = false;
  for await (const line of lines) {
    isCut = read >= mostLines;
    if (isCut) break;
    read += 1;
    batch.push(line);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
  progress.complete = !isCut;
}
