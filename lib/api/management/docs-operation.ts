import { html } from "hono/html";
import { english, type MessageCode, sentence } from "@/lib/domain/messages";
import type { OpenApiDocument } from "./open-api";

type PathItem = NonNullable<OpenApiDocument["paths"]>[string];

/** One address with one method. */
export type Operation = {
  readonly method: string;
  readonly path: string;
  readonly operation: NonNullable<PathItem["get"]>;
};

/** What this page reads of a JSON schema. */
type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly default?: unknown;
};

type Row = { readonly name: string; readonly schema: Schema; readonly isRequired: boolean };

const say = (code: MessageCode) => sentence(english, code);

/** An operation: what it does, what it takes, what it answers. */
export function operationPart({ method, path, operation }: Operation, document: OpenApiDocument) {
  const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, Schema>>;
  const resolve = (schema: Schema | undefined): Schema =>
    schema?.$ref ? (schemas[nameOf(schema.$ref)] ?? {}) : (schema ?? {});
  const body = resolve(jsonOf(operation.requestBody));
  const [root, inside] = Object.entries(body.properties ?? {}).find(([name]) => name !== "request") ?? [];
  const answers = Object.entries(operation.responses ?? {}).filter(([status]) => status.startsWith("2"));
  return html`<article>
<h3><code class="${method}">${method.toUpperCase()}</code> <code>${path}</code> <span>${operation.summary ?? ""}</span></h3>
<p>${operation.description ?? ""}</p>
${table(say("docs.query"), queryRows(operation))}
${inside?.properties ? table(`${say("docs.body")}: ${root}`, rowsOf(inside)) : ""}
${answers.map(([status, answer]) => {
  const schema = jsonOf(answer);
  const fields = resolve(schema?.properties?.collection?.items ?? schema);
  return html`<p>${say("docs.answer")} <code>${status}</code> ${schema ? typeOf(schema) : ""}</p>
${fields.properties ? html`<details><summary>${say("docs.fields")}</summary>${table("", rowsOf(fields))}</details>` : ""}`;
})}
</article>`;
}

function queryRows({ parameters = [] }: Operation["operation"]): Row[] {
  return parameters.flatMap((one) => {
    if ("$ref" in one || one.in !== "query") return [];
    return [{ name: one.name, schema: (one.schema ?? {}) as Schema, isRequired: one.required ?? false }];
  });
}

function rowsOf({ properties = {}, required = [] }: Schema): Row[] {
  return Object.entries(properties).map(([name, schema]) => ({ name, schema, isRequired: required.includes(name) }));
}

function jsonOf(holder: unknown): Schema | undefined {
  const content = (holder as { content?: Record<string, { schema?: Schema }> } | undefined)?.content;
  return content?.["application/json"]?.schema;
}

function table(title: string, rows: readonly Row[]) {
  if (rows.length === 0) return "";
  return html`<table>${title ? html`<caption>${title}</caption>` : ""}<tbody>
${rows.map(
  ({ name, schema, isRequired }) => html`<tr><th scope="row"><code>${name}</code></th>
<td>${typeOf(schema)}${isRequired ? html` <strong>${say("docs.required")}</strong>` : ""}</td>
<td>${schema.description ?? ""}${schema.default === undefined || schema.default === "" ? "" : ` ${say("docs.usually")} ${schema.default}.`}</td></tr>`,
)}
</tbody></table>`;
}

/** What may stand there, in a few words. */
function typeOf(schema: Schema): string {
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.enum) return schema.enum.map(String).join(" | ");
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" | ");
  if (schema.properties?.collection)
    return `${say("docs.list-of")} ${typeOf(schema.properties.collection.items ?? {})}`;
  if (schema.type === "array") return `${say("docs.list-of")} ${typeOf(schema.items ?? {})}`;
  return [schema.type ?? ""].flat().join(" | ");
}

function nameOf(reference: string): string {
  return reference.split("/").at(-1) ?? "";
}
