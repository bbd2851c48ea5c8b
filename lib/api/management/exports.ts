import { z } from "zod";
import { type ExportKind, exportKinds, exportRealm } from "@/lib/admin/export-realm";
import { exportUsers } from "@/lib/admin/export-users";
import { checked } from "@/lib/domain/fields";
import { done } from "@/lib/domain/outcome";
import type { Actor } from "@/lib/request/caller";
import { exportBody } from "./export-bodies";
import { expandField } from "./list";
import { streamRoute } from "./route";
import { userFilterFields } from "./user-filter";

const everything = z.object({
  objects: checked(z.string(), (said) => {
    const asked = said === "" ? exportKinds : said.split(",");
    const known = exportKinds.filter((kind) => asked.includes(kind));
    return known.length === asked.length
      ? { value: known }
      : { fault: { code: "field.not-listed", params: { values: exportKinds.join(", ") } } };
  })
    .optional()
    .meta({
      type: "string",
      description: `Which kinds of objects, with commas between; all of them unless said: ${exportKinds.join(", ")}.`,
    }),
  include: expandField(["password_hashes"]),
});

/** `/v1/export` and `/v1/users.csv`: what is in a realm, to take elsewhere. */
export const exportRoutes = [
  streamRoute("GET", "/export", {
    level: "manage",
    summary: "Export a realm",
    about:
      "Everything of the realm as JSON lines, an object on each. No secret is among them, but the hashes of passwords where include is password_hashes: for whoever moves elsewhere, or to another realm by an import of its users.",
    query: everything,
    answers: "application/x-ndjson",
    act: async ({ realmId, query: { objects = exportKinds, include = [] }, actor }) =>
      done(jsonLines(realmId, { objects, passwordHashes: include.includes("password_hashes") }, actor)),
  }),
  streamRoute("GET", "/users.csv", {
    level: "read",
    summary: "Export users as CSV",
    about:
      "The users that fit, one a line below the names of the columns. A cell that a spreadsheet would take for a formula begins with an apostrophe.",
    query: z.object(userFilterFields),
    answers: "text/csv; charset=utf-8; header=present",
    act: async ({ realmId, query, actor }) => done(exportUsers(realmId, query, actor)),
  }),
];

async function* jsonLines(
  realmId: string,
  asked: { readonly objects: readonly ExportKind[]; readonly passwordHashes: boolean },
  actor: Actor,
): AsyncGenerator<string> {
  for await (const exported of exportRealm(realmId, asked, actor))
    yield `${JSON.stringify(exportBody(exported, asked))}\n`;
}
