import { readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { db } from "@/lib/db/client";
import { demoFile } from "@/lib/domain/demo-file";
import { env, parseEnv } from "@/lib/env";
import { decrypt } from "@/lib/tokens/encryption";
import { verifyPassword } from "@/lib/tokens/password-hash";
import { hashSecret } from "@/lib/tokens/secret-token";
import { seedDemo } from "./seed";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase({ DEMO: "1" });
});
afterAll(() => close());
beforeEach(() => seedDemo());

const place = () => path.join(env().dataDir, "demo.json");
const written = async () => demoFile.strict().parse(JSON.parse(await readFile(place(), "utf8")));
const rows = () => Promise.all([db().user.count(), db().connectedApp.count(), db().apiKey.count(), db().realm.count()]);

async function passwordOf(username: string): Promise<string> {
  const where = { credentialType: "password", user: { usernameCanonical: username } };
  const { passwordHash } = await db().credential.findFirstOrThrow({ where });
  return passwordHash ?? "";
}

test("everything that demo.json says holds, and only its owner can read it", async () => {
  const demo = await written();
  expect((await stat(place())).mode & 0o777).toBe(0o600);
  expect((await verifyPassword(await passwordOf("frank"), demo.user.password)).matches).toBe(true);
  expect((await verifyPassword(await passwordOf("grace"), demo.mfa_user.password)).matches).toBe(true);
  const owner = await db().administrator.findUniqueOrThrow({ where: { emailCanonical: demo.admin.email } });
  expect(owner.role).toBe("owner");
  expect((await verifyPassword(owner.passwordHash, demo.admin.password)).matches).toBe(true);
  const totp = await db().credential.findFirstOrThrow({ where: { credentialType: "totp", state: "active" } });
  expect(decrypt("totp", totp.secretEncrypted ?? new Uint8Array())).toBe(demo.mfa_user.otp_secret);
  expect(demo.mfa_user.otp_secret).toMatch(/^[A-Z2-7]{32}$/);
  const key = await db().apiKey.findUniqueOrThrow({ where: { secretHash: hashSecret(demo.api_key) } });
  expect(key.level).toBe("manage");
  for (const password of [demo.user.password, demo.mfa_user.password, demo.admin.password]) {
    expect(password.length).toBeGreaterThanOrEqual(20);
  }
});

test("a second start keeps the data and the file", async () => {
  const before = { demo: await written(), rows: await rows(), hash: await passwordOf("frank") };
  await seedDemo();
  expect({ demo: await written(), rows: await rows(), hash: await passwordOf("frank") }).toEqual(before);
});

test.each([
  ["is gone", () => rm(place())],
  ["is not whole", () => writeFile(place(), '{"origin":')],
])("when demo.json %s, the same accounts get new secrets, and the old ones open nothing", async (_, spoil) => {
  const [before, counted] = [await written(), await rows()];
  await spoil();
  await seedDemo();
  const after = await written();
  expect(await rows()).toEqual(counted);
  expect({ realm: after.realm, apps: after.apps }).toEqual({ realm: before.realm, apps: before.apps });
  expect((await verifyPassword(await passwordOf("frank"), before.user.password)).matches).toBe(false);
  expect((await verifyPassword(await passwordOf("frank"), after.user.password)).matches).toBe(true);
  expect(after.mfa_user.otp_secret).not.toBe(before.mfa_user.otp_secret);
  expect(await db().apiKey.count({ where: { secretHash: hashSecret(before.api_key) } })).toBe(0);
});

test("when PUBLIC_URL is another, addresses follow it and everything else stays", async () => {
  const before = await written();
  const moved = parseEnv({ ...process.env, PUBLIC_URL: "https://login.example.com" });
  Reflect.set(globalThis, Symbol.for("gatehouse.env"), moved);
  await seedDemo();
  const after = await written();
  expect(after).toMatchObject({ origin: "https://login.example.com", user: before.user, api_key: before.api_key });
  expect(after.apps.user).toEqual({ id: before.apps.user.id, url: "https://demo.login.example.com" });
  const app = await db().connectedApp.findUniqueOrThrow({ where: { subdomain: "demo" } });
  expect(app.loginHandler).toBe("https://login.example.com/demo/login/user");
  expect(app.redirectUris).toContain("https://login.example.com/demo/other");
});

test("each example theme is the look of an app of its own", async () => {
  const apps = await db().connectedApp.findMany({ where: { css: { not: null } }, orderBy: { subdomain: "asc" } });
  expect(apps.map(({ subdomain }) => subdomain)).toEqual(["demo-bold", "demo-dark", "demo-quiet"]);
  for (const { subdomain, css } of apps)
    expect(css).toBe(await readFile(`prisma/themes/${subdomain.replace("demo-", "")}.css`, "utf8"));
});
