import { afterAll, beforeAll, expect, test } from "vitest";
import { managementRoutes } from "@/lib/api/management/routes";
import { type Management, openManagement } from "../fixtures/management";
import { nameOf } from "../fixtures/management-calls";

let api: Management;
beforeAll(async () => {
  api = await openManagement();
});
afterAll(() => api.close());

test("the document holds every route and no other, with its level, its places and its answers", async () => {
  const { body } = await api.ask("GET /openapi.json");
  expect(body.openapi).toBe("3.1.0");
  const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replace("/v1", "")}`),
  );
  expect(described.sort()).toEqual(managementRoutes.map(nameOf).sort());
  for (const route of managementRoutes) {
    const operation = body.paths[`/v1${route.path}`][route.method.toLowerCase()];
    expect(operation.description).toContain(`level ${route.level}`);
    expect(Object.keys(operation.responses)).toContain(String(route.status));
    const places = (operation.parameters ?? []).filter((one: { in: string }) => one.in === "path");
    expect(places.map((one: { name: string }) => one.name)).toEqual(route.path.includes("{id}") ? ["id"] : []);
  }
});

test("the page shows all of it, without a script, a foreign address or an inline style", async () => {
  const answer = await api.ask("GET /docs");
  const page: string = answer.body;
  expect(answer.headers.get("content-type")).toMatch(/^text\/html/);
  for (const { method, path } of managementRoutes)
    expect(page).toContain(`<code class="${method.toLowerCase()}">${method}</code> <code>/v1${path}</code>`);
  expect(page).toContain('<style nonce="bm9uY2Ugb2YgdGhlIHRlc3Rz">');
  expect(page).not.toMatch(/<script|\sstyle="|\son\w+="|(?:src|href)="(?![/#])/);
  expect(page).not.toMatch(/undefined|\[object/);
});
