import { Hono } from "hono";

/** `GET /healthz`: the process is up. `GET /readyz`: it can do its work (else 503, and a balancer sends people elsewhere). */
export function healthRoutes({ isReady }: { isReady: () => Promise<boolean> }): Hono {
  const routes = new Hono();
  routes.get("/healthz", (c) => c.json({ status: "up" }));
  routes.get("/readyz", async (c) =>
    (await isReady()) ? c.json({ status: "ready" }) : c.json({ status: "not ready" }, 503),
  );
  return routes;
}
