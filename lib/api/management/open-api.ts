import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import { env } from "@/lib/env";
import type { ManagementRoute } from "./route";

/** The document as it is served: OpenAPI 3.1. */
export type OpenApiDocument = ReturnType<OpenAPIHono["getOpenAPI31Document"]>;

const errorsAnswer = z
  .strictObject({
    errors: z
      .record(z.string(), z.array(z.string()))
      .meta({ description: "By field, all that is wrong with it, in whole sentences; base for what is of no field." }),
    message: z.string().meta({ description: "All the sentences in one." }),
    retry_url: z.string().optional().meta({ description: "Where a person can try again." }),
  })
  .meta({ id: "Errors" });

const levels = {
  read: "Needs a key of level read, write or manage.",
  write: "Needs a key of level write or manage.",
  manage: "Needs a key of level manage.",
} as const;

/** What is said of a refusal. Any route may have these but 401, 409 and 424; those about a body only where there is one. */
const refusals = {
  400: "The body, or the query, cannot be read.",
  401: "The key is good, and what was to prove who the user is was not.",
  403: "No key, or one that is not for this.",
  404: "There is no such thing, or not in this realm.",
  409: "Something else is in the way: it says what.",
  413: "The body is larger than 1 MB.",
  415: "The body is neither JSON nor a form.",
  422: "Fields that cannot be as they are.",
  424: "The provider does not answer, or not as it should.",
  429: "Too many requests with this key in a minute, or too many tries for one user. Retry-After says when to come back.",
  503: "Too much to do at once. Retry-After says when to come back.",
} as const;

function refusalsOf({ refuses = [] }: ManagementRoute, hasBody: boolean) {
  const others = [
    ...(hasBody ? [] : [413, 415]),
    ...[401, 409, 424].filter((code) => !refuses.some((own) => own === code)),
  ];
  return Object.entries(refusals).filter(([code]) => !others.includes(Number(code)));
}

/** Describes routes by the schemas that read their requests, and the ones that their answers fit. */
export function openApiDocument(routes: readonly ManagementRoute[]): OpenApiDocument {
  const api = new OpenAPIHono().basePath("/v1");
  const { openAPIRegistry: registry } = api;
  registry.registerComponent("securitySchemes", "key", { type: "apiKey", in: "header", name: "X-Authrocket-Api-Key" });
  registry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  for (const route of routes) registry.registerPath(described(route));
  return api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Gatehouse management API",
      version: "1",
      description: "For an app's own servers: its users, organisations, memberships, and all that they are set up by.",
    },
    servers: [{ url: env().publicUrl }],
    security: [{ key: [] }, { bearer: [] }],
  });
}

function described(route: ManagementRoute) {
  const { method, path, summary, about, level, everyRealm, status } = route;
  const hasBody = method === "POST" || method === "PUT";
  const ok = { 200: "As asked.", 201: "It is made.", 204: "It is gone." }[status];
  return createRoute({
    method: ({ GET: "get", POST: "post", PUT: "put", DELETE: "delete" } as const)[method],
    path,
    tags: [tagOf(path)],
    summary,
    description: [about, levels[level], everyRealm && "It must be one of every realm."].filter(Boolean).join(" "),
    request: {
      ...(path.includes("{id}") ? { params: z.object({ id: z.string() }) } : {}),
      query: queryOf(route),
      ...(hasBody ? { body: { required: true, content: bodyOf(route) } } : {}),
    },
    responses: {
      [status]: { description: ok, ...answerOf(route) },
      ...Object.fromEntries(
        refusalsOf(route, hasBody).map(([code, description]) => [
          code,
          { description, content: { "application/json": { schema: errorsAnswer } } },
        ]),
      ),
    },
  });
}

function tagOf(path: string): string {
  return path.split("/")[1] ?? "";
}

const realmField = z.string().optional().meta({ description: "The realm, where the key is for more than one." });

function queryOf({ inRealm, method, query, streams }: ManagementRoute) {
  const isAlone = method === "GET" || method === "DELETE" || streams?.takes !== undefined;
  return inRealm && isAlone ? query.extend({ realm_id: realmField }) : query;
}

const request = z
  .object({ ip: z.string().max(64).optional(), client: z.string().optional() })
  .meta({ id: "Request", description: "The person on whose behalf this is done. It is kept with the event." });

/** What is streamed is text to a schema, whatever stands on its lines. */
const text = z.string();

function answerOf({ answer, streams }: ManagementRoute) {
  if (streams) return { content: { [mediaType(streams.answers)]: { schema: text } } };
  return answer ? { content: { "application/json": { schema: answer } } } : {};
}

function mediaType(type: string): string {
  return type.split(";")[0] ?? type;
}

function bodyOf({ root, fields, inRealm, streams }: ManagementRoute) {
  if (streams?.takes) return Object.fromEntries(streams.takes.map((type) => [type, { schema: text }]));
  const inside = inRealm ? fields.extend({ realm_id: realmField }) : fields;
  const schema =
    root === null
      ? inside.extend({ request: request.optional() })
      : z.object({ [root]: inside, request: request.optional() });
  return { "application/json": { schema }, "application/x-www-form-urlencoded": { schema } };
}
