import { Hono } from "hono";
import { processWide } from "@/lib/process-wide";
import { currentRequest } from "@/lib/request/context";
import { answerProblems, answerRoute } from "./answer";
import { docsPage } from "./docs-page";
import { openApiDocument } from "./open-api";
import { managementRoutes } from "./routes";

/** A path as Hono writes it: `/orgs/:id`. */
function asPattern(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

/**
 * The management API below `/v1`: every route of the list, what describes them, and an answer for everything else. A path
 * that is there for other methods says which (405).
 */
export function managementApi(): Hono {
  const api = new Hono().basePath("/v1");
  const document = () => processWide("open-api", () => openApiDocument(managementRoutes));
  api.get("/openapi.json", (c) => c.json(document()));
  api.get("/docs", (c) => c.html(docsPage(document(), currentRequest().nonce)));
  for (const route of managementRoutes) api.on(route.method, asPattern(route.path), (c) => answerRoute(c, route));

  const paths = new Map<string, string[]>([
    ["/openapi.json", ["GET"]],
    ["/docs", ["GET"]],
  ]);
  for (const { method, path } of managementRoutes)
    paths.set(asPattern(path), [...(paths.get(asPattern(path)) ?? []), method]);
  for (const [pattern, methods] of paths)
    api.all(pattern, () => answerProblems([{ code: "request.wrong-method" }], { Allow: methods.join(", ") }));
  api.notFound(() => answerProblems([{ code: "request.no-address" }]));
  return api;
}
