import { createHash } from "node:crypto";
import { createLocalJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { demoProviderSecret } from "@/lib/admin/demo";
import { demoClientId } from "@/lib/domain/demo-people";
import { type DemoRequest, demoAnswer, demoIssuer, demoKeys, demoTokens, readDemoRequest } from "./demo-id";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase({ DEMO: "1" });
});
afterAll(() => close());

const verifier = "v".repeat(43);
const redirectUri = "http://demo.localhost:3000/auth/ap_0/callback";
const query = (given: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({
    ...{ client_id: demoClientId, redirect_uri: redirectUri, response_type: "code", state: "s", nonce: "n" },
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...given,
  });
const asked = (): DemoRequest => {
  const request = readDemoRequest(query());
  if (!request) throw new Error("Demo ID does not read its own client's request.");
  return request;
};
const codeFor = (person: string) => new URL(demoAnswer(asked(), person)).searchParams.get("code") ?? "";
const turnIn = (given: Readonly<Record<string, string>>) =>
  demoTokens(
    new URLSearchParams({
      ...{ client_id: demoClientId, client_secret: demoProviderSecret(), redirect_uri: redirectUri },
      code_verifier: verifier,
      ...given,
    }),
  );

test("Demo ID sends back a code, once good for a signed token of this visit", async () => {
  const code = codeFor("nora");
  const { status, body } = await turnIn({ code });
  expect(status).toBe(200);
  const { payload } = await jwtVerify(
    String(Reflect.get(Object(body), "id_token")),
    createLocalJWKSet(await demoKeys()),
    {
      issuer: demoIssuer(),
      audience: demoClientId,
    },
  );
  expect(payload).toMatchObject({ sub: "nora", nonce: "n", email: "nora@example.com", email_verified: true });
  expect((await turnIn({ code })).status).toBe(400);
});

test("it gives nothing to another client, for another visit, or where the person cancels", async () => {
  expect((await turnIn({ code: codeFor("nora"), client_secret: "guessed" })).status).toBe(401);
  expect((await turnIn({ code: codeFor("nora"), code_verifier: "w".repeat(43) })).status).toBe(400);
  expect((await turnIn({ code: "made up" })).status).toBe(400);
  const { searchParams } = new URL(demoAnswer(asked(), ""));
  expect([searchParams.get("error"), searchParams.has("code"), searchParams.get("state")]).toEqual([
    "access_denied",
    false,
    "s",
  ]);
});

test.each([
  { redirect_uri: "https://evil.example/auth/x/callback" },
  { redirect_uri: "http://demo.localhost:3000/elsewhere" },
  { redirect_uri: "http://demo.localhost.evil.example:3000/auth/x/callback" },
  { client_id: "somebody" },
  { response_type: "token" },
  { code_challenge_method: "plain" },
])("it answers no request with %j", (given) => {
  expect(readDemoRequest(query(given))).toBe(null);
});
