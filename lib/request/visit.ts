import { readHandoff } from "@/lib/domain/handoff";
import type { Visit } from "@/lib/domain/visit";
import { currentRequest } from "./context";

/** The person's visit to the app at this request's host, or null where the host is the deployment's own. */
export function findVisit(): Visit | null {
  const { surface, url, at, id, client, voice } = currentRequest();
  const { app } = surface;
  if (!app) return null;
  return {
    app,
    realm: app.realm,
    at,
    requestId: id,
    client,
    voice,
    channel: url.pathname.startsWith("/v1/") ? "api" : "page",
    ...readHandoff(app, url.searchParams),
  };
}
