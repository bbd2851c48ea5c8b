import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { demoProviderSecret } from "@/lib/admin/demo";
import { appOrigin } from "@/lib/domain/app-origin";
import { demoApps } from "@/lib/domain/demo-file";
import { type DemoPerson, demoClientId, demoPeople, isDemoPerson } from "@/lib/domain/demo-people";
import { demoThemes } from "@/lib/domain/demo-themes";
import { minutes } from "@/lib/domain/duration";
import { env } from "@/lib/env";
import { processWide } from "@/lib/process-wide";

// Demo ID: a small OpenID provider of its own (OpenID Connect Core 1.0, code flow with PKCE), for the demo alone. It
// plays somebody else's: nothing of Gatehouse's logic is in it, and it is asked over HTTP like any other.

/** A visit to the provider, as its client asks for it. */
export type DemoRequest = Readonly<Record<"client_id" | "redirect_uri" | "state" | "nonce" | "code_challenge", string>>;

type Code = { readonly request: DemoRequest; readonly person: DemoPerson; readonly until: number };

const CODE_MS = minutes(1);
const MOST_CODES = 1_000;

export function demoIssuer(): string {
  return `${env().publicUrl}/demo/id`;
}

/** What OpenID Connect Discovery 1.0 asks a provider to say of itself. */
export function demoConfiguration() {
  const issuer = demoIssuer();
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["ES256"],
    token_endpoint_auth_methods_supported: ["client_secret_post"],
    code_challenge_methods_supported: ["S256"],
    scopes_supported: ["openid", "profile", "email"],
  };
}

/** The public half of the key that signs; the key lives as long as the process. */
export async function demoKeys() {
  const { publicKey } = await keys();
  return { keys: [{ ...(await exportJWK(publicKey)), alg: "ES256", use: "sig", kid: "demo" }] };
}

function keys() {
  return processWide("demo-id-keys", () => generateKeyPair("ES256"));
}

/** A request to log somebody in, if it is one that this provider answers: of its one client, back to one of its apps. */
export function readDemoRequest(query: URLSearchParams): DemoRequest | null {
  const one = (name: string) => query.get(name) ?? "";
  const request = {
    client_id: one("client_id"),
    redirect_uri: one("redirect_uri"),
    state: one("state"),
    nonce: one("nonce"),
    code_challenge: one("code_challenge"),
  };
  const isOurs = request.client_id === demoClientId && isCallback(request.redirect_uri);
  const isWhole = one("response_type") === "code" && one("code_challenge_method") === "S256";
  return isOurs && isWhole && request.code_challenge !== "" ? request : null;
}

function isCallback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, pathname } = new URL(address);
  const apps = [...Object.values(demoApps), ...demoThemes].map(({ subdomain }) => appOrigin(subdomain, env()));
  return [...apps, env().publicUrl].includes(origin) && /^\/auth\/\w+\/callback$/.test(pathname);
}

/** Where a person's choice sends the browser: back, with a code for that person; or, for any other choice, with none. */
export function demoAnswer(request: DemoRequest, choice: string): string {
  const back = new URL(request.redirect_uri);
  back.searchParams.set("state", request.state);
  if (!isDemoPerson(choice)) {
    back.searchParams.set("error", "access_denied");
    return back.href;
  }
  const code = randomBytes(24).toString("base64url");
  if (codes().size >= MOST_CODES) codes().clear();
  codes().set(code, { request, person: choice, until: Date.now() + CODE_MS });
  back.searchParams.set("code", code);
  return back.href;
}

function codes(): Map<string, Code> {
  return processWide("demo-id-codes", () => new Map<string, Code>());
}

/** Turns a code into tokens, once, for the client that shows its secret and the visit's verifier (RFC 7636). */
export async function demoTokens(form: URLSearchParams): Promise<{ status: number; body: unknown }> {
  const code = codes().get(form.get("code") ?? "");
  codes().delete(form.get("code") ?? "");
  if (form.get("client_id") !== demoClientId || !isSame(form.get("client_secret") ?? "", demoProviderSecret()))
    return { status: 401, body: { error: "invalid_client" } };
  const challenge = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  const isGood =
    code &&
    code.until > Date.now() &&
    isSame(challenge, code.request.code_challenge) &&
    form.get("redirect_uri") === code.request.redirect_uri;
  if (!isGood) return { status: 400, body: { error: "invalid_grant" } };
  const body = { access_token: randomBytes(24).toString("base64url"), token_type: "Bearer", expires_in: 300 };
  return { status: 200, body: { ...body, id_token: await idToken(code) } };
}

async function idToken({ request, person }: Code): Promise<string> {
  const { privateKey } = await keys();
  const { given_name, family_name } = demoPeople[person];
  return new SignJWT({ ...demoPeople[person], name: `${given_name} ${family_name}`, nonce: request.nonce })
    .setProtectedHeader({ alg: "ES256", kid: "demo" })
    .setIssuer(demoIssuer())
    .setAudience(demoClientId)
    .setSubject(person)
    .setIssuedAt()
    .setExpirationTime("5m")
    .sign(privateKey);
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash("sha256").update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
