import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startProvider, type TestProvider } from "@/e2e/fixtures/provider";
import { freePort } from "@/e2e/fixtures/server";
import type { ProviderSettings, SocialProvider } from "@/lib/domain/provider-settings";
import { type PresetType, presetNames } from "@/lib/domain/providers";
import { parseEnv } from "@/lib/env";
import { authorizationAddress, newVisitSecrets } from "./authorize";
import { identify } from "./identify";
import { planOf } from "./plan";

const redirectUri = "https://app.example.com/auth/x/callback";
const types = Object.keys(presetNames) as PresetType[];
let made = 0;

function providerOf(
  type: PresetType,
  settings: ProviderSettings = {},
  clientSecret = "a client secret",
): SocialProvider {
  const id = `ap_${++made}`;
  return { id, type, name: type, settings: { client_id: "gatehouse", ...settings }, clientSecret, version: 1 };
}

let openId: TestProvider;
let plain: Server;
let at: string;
const answers = new Map<string, unknown>();
const asked: { path: string; body: string; headers: IncomingMessage["headers"] }[] = [];

beforeAll(async () => {
  openId = await startProvider();
  const port = await freePort();
  at = `http://127.0.0.1:${port}`;
  plain = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    asked.push({ path: request.url ?? "", body: Buffer.concat(parts).toString(), headers: request.headers });
    response.setHeader("content-type", "application/json; charset=utf-8");
    response.end(JSON.stringify(answers.get(request.url ?? "") ?? {}));
  });
  await new Promise<void>((resolve) => plain.listen(port, "127.0.0.1", resolve));
  Reflect.set(globalThis, Symbol.for("gatehouse.env"), parseEnv({ OUTBOUND_ALLOW: "127.0.0.1" }));
});
afterAll(async () => {
  plain.close();
  await openId.close();
});
afterEach(() => {
  answers.clear();
  asked.length = 0;
});

describe("a ready-made provider", () => {
  test.each(types)("%s has public https addresses alone, and asks for an address", (type) => {
    const plan = planOf(providerOf(type));
    const found = [plan.discovery?.href, ...Object.values(plan.server)].filter((one) => one);
    expect(found.length).toBeGreaterThan(0);
    for (const address of found) expect(String(address)).toMatch(/^https:\/\/[a-z.]+\.com\//);
    expect(plan.scope).toContain("email");
    expect(plan.discovery === null).toBe(["facebook", "github", "linkedin"].includes(type));
  });

  test("takes the scopes, the tenant and the server of its owner's own instead", () => {
    expect(planOf(providerOf("google", { scopes: "openid email" })).scope).toBe("openid email");
    expect(planOf(providerOf("microsoft", { tenant: "contoso.example" })).discovery?.pathname).toBe(
      "/contoso.example/v2.0",
    );
    const { server } = planOf(providerOf("github", { profile_url: "https://git.example.com/api/v3/user" }));
    expect(server.userinfo_endpoint).toBe("https://git.example.com/api/v3/user");
  });

  test("sends people off with what it wants besides, each once", async () => {
    const addressOf = async (type: PresetType) => {
      const url = await authorizationAddress(providerOf(type), newVisitSecrets(redirectUri), "pst_x");
      return new URL(url);
    };
    const facebook = await addressOf("facebook");
    expect(facebook.origin).toBe("https://www.facebook.com");
    const linkedIn = (await addressOf("linkedin")).searchParams;
    for (const name of ["client_id", "scope", "state", "nonce", "redirect_uri", "response_type"]) {
      expect(facebook.searchParams.getAll(name), name).toHaveLength(1);
      expect(linkedIn.getAll(name), name).toHaveLength(1);
    }
    expect(facebook.searchParams.get("code_challenge_method")).toBe("S256");
    // Its token address refuses the verifier of a client that has a secret.
    expect(linkedIn.has("code_challenge")).toBe(false);
  });
});

describe("who has come, as each of them says it", () => {
  const spelledOut = () => ({
    authorization_url: `${at}/authorize`,
    token_url: `${at}/token`,
    profile_url: `${at}/user`,
  });
  const comeBack = async (provider: SocialProvider, params: Record<string, string> = {}) => {
    const { identity } = await identify(provider, newVisitSecrets(redirectUri), {
      params: new URLSearchParams({ code: "a-code", state: "pst_x", ...params }),
      state: "pst_x",
    });
    return identity;
  };

  test("GitHub: the primary address counts, verified as it says there, whatever the profile shows", async () => {
    answers.set("/token", { access_token: "t", scope: "user:email", token_type: "bearer" });
    answers.set("/user", { id: 583231, login: "octo", name: "Octo Cat", email: "public@example.com" });
    answers.set("/user/emails", [
      { email: "other@example.com", primary: false, verified: true },
      { email: "main@example.com", primary: true, verified: false },
    ]);
    expect(await comeBack(providerOf("github", spelledOut()))).toMatchObject({
      subject: "583231",
      username: "octo",
      email: { canonical: "main@example.com" },
      emailVerified: false,
    });
    answers.set("/user/emails", [{ email: "main@example.com", primary: true, verified: true }]);
    expect((await comeBack(providerOf("github", spelledOut()))).emailVerified).toBe(true);
  });

  test("Facebook: no address counts as verified, as it does not say so", async () => {
    answers.set("/token", { access_token: "t", token_type: "bearer", expires_in: 5183944 });
    answers.set("/user", {
      id: "104",
      name: "Nora North",
      first_name: "Nora",
      email: "n@example.com",
      email_verified: true,
    });
    expect(await comeBack(providerOf("facebook", spelledOut()))).toMatchObject({
      subject: "104",
      firstName: "Nora",
      email: { canonical: "n@example.com" },
      emailVerified: false,
    });
  });

  test("LinkedIn: by its profile, with no verifier and no look at its ID token, which has no nonce", async () => {
    answers.set("/token", { access_token: "t", expires_in: 5184000, id_token: "e30.e30.x" });
    answers.set("/user", { sub: "782bbtaQ", given_name: "Ida", email: "ida@example.com", email_verified: "true" });
    expect(await comeBack(providerOf("linkedin", spelledOut()))).toMatchObject({
      subject: "782bbtaQ",
      emailVerified: true,
    });
    const token = asked.find(({ path }) => path === "/token");
    expect(new URLSearchParams(token?.body).has("code_verifier")).toBe(false);
    expect(new URLSearchParams(token?.body).get("client_secret")).toBe("a client secret");
  });

  /** Goes to the OpenID provider and back with a provider of that type. */
  async function thereAndBack(provider: SocialProvider, beside: Record<string, string> = {}) {
    const secrets = newVisitSecrets(redirectUri);
    const sent = await fetch(await authorizationAddress(provider, secrets, "pst_x"), { redirect: "manual" });
    const location = sent.headers.get("location");
    const posted = [...(await sent.text()).matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name ?? "",
      value ?? "",
    ]);
    const answer = location ? [...new URL(location).searchParams] : posted;
    const params = new URLSearchParams([...answer, ...Object.entries(beside)]);
    return (await identify(provider, secrets, { params, state: "pst_x" })).identity;
  }

  test("Google, Slack and Yahoo: the claims of OpenID Connect", async () => {
    openId.be({ sub: "110", email: "g@example.com", email_verified: true, given_name: "Gus", family_name: "Gray" });
    for (const type of ["google", "slack", "yahoo"] as const)
      expect(await thereAndBack(providerOf(type, { issuer: openId.origin })), type).toMatchObject({
        subject: "110",
        firstName: "Gus",
        lastName: "Gray",
        emailVerified: true,
      });
  });

  test("Microsoft: an address counts as verified only by the claim that says its domain is", async () => {
    for (const [claims, verified] of [
      [{ email_verified: true }, false],
      [{ xms_edov: false }, false],
      [{ xms_edov: true }, true],
      [{ xms_edov: "1" }, true],
    ] as const) {
      openId.be({ sub: "m", email: "admin@victim.example", ...claims });
      const identity = await thereAndBack(providerOf("microsoft", { issuer: openId.origin }));
      expect(identity.emailVerified, JSON.stringify(claims)).toBe(verified);
    }
  });

  test("Apple: by a secret that it signs anew, and a name that stands beside the code and says nothing else", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const settings = { issuer: openId.origin, team_id: "TEAM000001", key_id: "KEY0000001" };
    openId.be({ sub: "000.apple", email: "relay@privaterelay.example.com", email_verified: "true" });
    const user = JSON.stringify({
      name: { firstName: "Ana", lastName: "Ash" },
      email: "victim@example.com",
      sub: "other",
    });
    // The test's provider takes no signed secret: what it was shown is what this is about.
    await thereAndBack(providerOf("apple", settings, pem), { user }).catch(() => undefined);
    const secret = openId.asked.findLast(({ path }) => path === "/token")?.query.get("client_secret") ?? "";
    const { payload } = await jwtVerify(secret, publicKey, { audience: openId.origin, issuer: "TEAM000001" });
    expect(payload.sub).toBe("gatehouse");
    expect(decodeProtectedHeader(secret)).toEqual({ alg: "ES256", kid: "KEY0000001" });
    expect((decodeJwt(secret).exp ?? 0) - (decodeJwt(secret).iat ?? 0)).toBeLessThanOrEqual(600);

    openId.behave("any-secret");
    expect(await thereAndBack(providerOf("apple", settings, pem), { user })).toMatchObject({
      subject: "000.apple",
      firstName: "Ana",
      lastName: "Ash",
      email: { canonical: "relay@privaterelay.example.com" },
      emailVerified: true,
    });
    openId.behave("right");
  });
});
