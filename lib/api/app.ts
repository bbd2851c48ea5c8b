import { Hono } from "hono";
import { currentRequest } from "@/lib/request/context";
import { healthRoutes } from "./health";
import { loginVerb } from "./loginrocket/login";
import { getRealmRoute } from "./management/realms";
import { addManagementRoute } from "./management/route";

/** What the APIs answer with instead of a value: one sentence, and all of them. */
function errorBody(sentence: string) {
  return { error: sentence, errors: [sentence] };
}

/**
 * Everything that is answered in JSON. Which `/v1` is meant depends on the host: a Connected App's is the LoginRocket
 * API (people's browsers), the deployment's own is the management API (owners' servers).
 */
export function createApi({ isReady }: { isReady: () => Promise<boolean> }): Hono {
  const v1 = { hosted: new Hono().basePath("/v1"), deployment: new Hono().basePath("/v1") };
  for (const { name, answer } of [loginVerb]) v1.hosted.post(`/${name}`, answer);
  for (const route of [getRealmRoute]) addManagementRoute(v1.deployment, route);
  for (const api of Object.values(v1))
    api.notFound((c) => c.json(errorBody("There is no such address in this API."), 404));

  const app = new Hono();
  app.route("/", healthRoutes({ isReady }));
  app.all("/v1/*", (c) => v1[currentRequest().surface.kind].fetch(c.req.raw, c.env));
  app.notFound((c) => c.json(errorBody("There is no such address in this API."), 404));
  // Thrown on: the front logs it with its stack, and answers.
  app.onError((error) => {
    throw error;
  });
  return app;
}
