import { expect, test } from "vitest";
import type { Surface } from "@/lib/request/context";
import { findRoute } from "./routes";

const app = { kind: "hosted", app: {} } as unknown as Surface;

test("a login by a provider begins, comes back and is finished at its addresses, and nowhere near them", () => {
  expect(findRoute(app, "/auth/google")).toEqual({ kind: "route", methods: ["GET", "HEAD"] });
  expect(findRoute(app, "/auth/ap_0v9XwmNDu1eHFAnDgYxHgb")?.kind).toBe("route");
  for (const step of ["stopped", "finish", "connect"])
    expect(findRoute(app, `/auth/google/${step}`)?.kind).toBe("page");
  for (const path of [
    "/auth",
    "/auth/",
    "/auth/google/",
    "/auth/goo.gle",
    "/auth/google/callback/x",
    "/auth/google/other",
  ])
    expect(findRoute(app, path), path).toBe(null);
});

test("security 22: another site's page may post to a provider's return, and to no page of ours", () => {
  const paths = ["/login", "/signup", "/verify_login", "/reset_password", "/logout", "/auth/google/finish"];
  const open = [...paths, "/auth/apple/callback"].filter((path) => {
    const route = findRoute(app, path);
    return route?.kind !== "redirect" && route?.fromElsewhere;
  });
  expect(open).toEqual(["/auth/apple/callback"]);
});
