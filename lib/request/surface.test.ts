import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { builtInSettings } from "@/lib/domain/hosted-settings";
import { findSurface } from "./surface";

let close: () => Promise<void>;
let fallback: Awaited<ReturnType<typeof newAppWithRealm>>;
const port = 3000;

// Settings are read once a process, so DEFAULT_APP names an app that some tests take away again.
beforeAll(async () => {
  close = await openTestDatabase({ DEFAULT_APP: "fallback" });
});
afterAll(() => close());

const appAt = async (host: string) => {
  const surface = await findSurface(host);
  return surface && { kind: surface.kind, id: surface.app?.id ?? null, origin: surface.app?.origin ?? null };
};

describe("whose pages a host shows", () => {
  test("a Connected App's at its subdomain, in any case, with any port or none, with a dot at the end", async () => {
    const { appId, subdomain } = await newAppWithRealm();
    const own = { kind: "hosted", id: appId, origin: `http://${subdomain}.localhost:${port}` };
    for (const host of [
      `${subdomain}.localhost`,
      `${subdomain}.localhost:${port}`,
      `${subdomain}.localhost:1`,
      `${subdomain.toUpperCase()}.LOCALHOST:${port}`,
      `${subdomain}.localhost.`,
      `${subdomain}.localhost.:${port}`,
    ])
      expect(await appAt(host), host).toEqual(own);
  });

  test("a Connected App's at a domain of its owner's, and nowhere below or above it", async () => {
    const { realmId, appId } = await newAppWithRealm();
    await db().appDomain.create({ data: { host: "login.acorn.example", realmId, appId } });
    const own = { kind: "hosted", id: appId, origin: `http://login.acorn.example:${port}` };
    for (const host of ["login.acorn.example", "LOGIN.Acorn.example:443", "login.acorn.example."])
      expect(await appAt(host), host).toEqual(own);
    for (const host of [
      "acorn.example",
      "x.login.acorn.example",
      "login.acorn.example.evil.example",
      "login-acorn.example",
    ])
      expect(await appAt(host), host).toBeNull();
  });

  test("nobody's, for a host that nobody has or could have", async () => {
    const { subdomain } = await newAppWithRealm();
    for (const host of [
      "",
      ".",
      "nobody.example",
      "nobody.localhost",
      ".localhost",
      `x.${subdomain}.localhost`,
      `${subdomain}.localhost.evil.example`,
      `${subdomain}localhost`,
      `${subdomain}..localhost`,
      `${subdomain}%00.localhost`,
      `${subdomain}_.localhost`,
      `-${subdomain}.localhost`,
      "' OR 1=1.localhost",
      "%.localhost",
      "\0.localhost",
      "\ud800.localhost",
      "[::1]:3000",
      "127.0.0.1",
      `${"a".repeat(64)}.localhost`,
      `${"a.".repeat(10_000)}example`,
    ])
      expect(await findSurface(host), host.slice(0, 40)).toBeNull();
  });

  test("the deployment's own at its own host, whatever a subdomain is called", async () => {
    await newAppWithRealm({ app: { subdomain: "localhost" } });
    for (const host of ["localhost", `LOCALHOST:${port}`, "localhost."])
      expect(await appAt(host), host).toEqual({ kind: "deployment", id: null, origin: null });
  });

  test("nobody's while the app or its realm is inactive", async () => {
    for (const inactive of ["app", "realm"]) {
      const { realmId, appId, subdomain } = await newAppWithRealm();
      await db().appDomain.create({ data: { host: `${inactive}.birch.example`, realmId, appId } });
      const hosts = [`${subdomain}.localhost`, `${inactive}.birch.example`];
      for (const host of hosts) expect((await appAt(host))?.id).toBe(appId);
      if (inactive === "app") await db().connectedApp.updateMany({ where: { realmId }, data: { state: "inactive" } });
      else await db().realm.updateMany({ where: { id: realmId }, data: { state: "inactive" } });
      for (const host of hosts) expect(await findSurface(host), `${inactive} ${host}`).toBeNull();
    }
  });
});

describe("DEFAULT_APP", () => {
  beforeAll(async () => {
    fallback = await newAppWithRealm({ app: { subdomain: "fallback" } });
  });
  afterAll(async () => {
    await db().realm.deleteMany({ where: { id: fallback.realmId } });
  });

  test("answers at every host that nobody has, and beside the deployment's own pages", async () => {
    const origin = `http://localhost:${port}`;
    for (const host of ["nobody.example", "nobody.localhost", "127.0.0.1:8080", "[::1]"])
      expect(await appAt(host), host).toEqual({ kind: "hosted", id: fallback.appId, origin });
    expect(await appAt("localhost")).toEqual({ kind: "deployment", id: fallback.appId, origin });
  });

  test("takes no host from an app that has it", async () => {
    const { appId, subdomain } = await newAppWithRealm();
    expect((await appAt(`${subdomain}.localhost`))?.id).toBe(appId);
  });
});

describe("the settings that hold for an app", () => {
  const settingsOf = async (place: Awaited<ReturnType<typeof newAppWithRealm>>) =>
    (await findSurface(`${place.subdomain}.localhost`))?.app?.settings;

  test("are its own, else its realm's, else built in", async () => {
    expect(await settingsOf(await newAppWithRealm())).toEqual(builtInSettings);
    const place = await newAppWithRealm({
      realm: { hostedSettings: { signup: false, name_field: "required", locale: "de" } },
      app: { settings: { name_field: "hidden", signup: null, password_field: "sometimes", locale: 7 } },
    });
    expect(await settingsOf(place)).toEqual({ ...builtInSettings, signup: false, name_field: "hidden", locale: "de" });
  });

  test("are not those of another realm, nor of a provider that is switched off", async () => {
    await newAppWithRealm({ realm: { hostedSettings: { login: false } } });
    const place = await newAppWithRealm({ realm: { hostedSettings: { signup: false }, minPasswordLength: 20 } });
    expect((await findSurface(`${place.subdomain}.localhost`))?.app?.realm.passwordPolicy).toEqual({ minLength: 20 });
    await db().authProvider.updateMany({
      where: { realmId: place.realmId, providerType: "login_rocket" },
      data: { state: "inactive" },
    });
    expect(await settingsOf(place)).toEqual(builtInSettings);
  });
});
