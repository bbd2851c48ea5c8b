import { afterAll, beforeAll, expect, test } from "vitest";
import { codeOf } from "@/e2e/fixtures/authenticator";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { openSetup, setUpFirstAdministrator } from "@/lib/admin/setup";
import { db } from "@/lib/db/client";
import { BusyError } from "@/lib/domain/busy";
import { english } from "@/lib/domain/messages";
import { withRequest } from "@/lib/request/context";
import { encrypt } from "@/lib/tokens/encryption";
import { verifyPassword } from "@/lib/tokens/password-hash";
import { newTotpSecret } from "@/lib/tokens/totp";
import { authOptions, consoleCookieNames, consoleCookieOptions, type SignInTry } from "./auth-options";

const email = "op@example.com";
const password = "nine grey walruses";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase({ PUBLIC_URL: "https://console.example.com" });
  await setUpFirstAdministrator({ code: (await openSetup()) ?? "", email, password, password_confirmation: password });
});
afterAll(() => close());

/** Asks next-auth's provider for these credentials, as next-auth does; answers what our flow said to them. */
async function authorize(credentials: Record<string, unknown>) {
  const tries: SignInTry[] = [];
  const [provider] = authOptions((tried) => tries.push(tried)).providers;
  if (provider?.type !== "credentials") throw new Error("There is no provider of credentials.");
  const context = {
    id: "test",
    at: new Date(),
    url: new URL("https://console.example.com/console/login"),
    surface: { kind: "deployment", app: null },
    voice: english,
    nonce: "",
    client: { ip: "192.0.2.1", userAgent: null },
    answer: {},
    entered: true,
  } as const;
  const user = await withRequest({ ...context }, async () =>
    provider.options.authorize(credentials, { query: {}, body: {}, headers: {}, method: "POST" }),
  );
  return { user, said: await Promise.allSettled(tries) };
}

test("security 9: on https the cookies are Secure, HttpOnly, and of this very host alone", () => {
  for (const name of Object.values(consoleCookieNames())) expect(name).toMatch(/^__Host-/);
  expect(consoleCookieOptions()).toEqual({ secure: true, httpOnly: true, sameSite: "lax", path: "/" });
  expect("domain" in consoleCookieOptions()).toBe(false);
});

test("next-auth is told nothing of an administrator but a new secret", async () => {
  const { user } = await authorize({ email, password });
  expect(user).toEqual({ id: expect.stringMatching(/^[\w-]{43}$/) });
});

test("a field that is no text is refused and never looked up", async () => {
  const { user, said } = await authorize({ email: [email], password });
  expect(user).toBe(null);
  expect(said).toMatchObject([{ value: { ok: false, problems: [{ code: "field.not-single", field: "email" }] } }]);
});

test("next-auth starts no session by the password of somebody whose code is asked for, and one by the code", async () => {
  const secret = newTotpSecret();
  const set = (otpSecretEncrypted: Uint8Array<ArrayBuffer> | null) =>
    db().administrator.updateMany({ data: { otpSecretEncrypted } });
  await set(encrypt("admin-totp", secret));
  const code = codeOf(secret, new Date());
  const { user, said } = await authorize({ email, password, code });
  expect(user).toBe(null);
  const ticket = said.map((one) => (one.status === "fulfilled" && one.value.ok ? one.value.value : null))[0];
  if (ticket?.kind !== "need-code") throw new Error("No code is asked for.");
  expect((await authorize({ token: ticket.ticket, email, password })).user).toBe(null);
  expect((await authorize({ token: "another", code })).user).toBe(null);
  expect((await authorize({ token: ticket.ticket, code })).user).toEqual({ id: expect.stringMatching(/^[\w-]{43}$/) });
  expect((await authorize({ token: ticket.ticket, code })).user).toBe(null);
  await set(null);
});

test("too much work is not called a wrong password", async () => {
  const others = Promise.allSettled(Array.from({ length: 200 }, () => verifyPassword(null, "somebody else's")));
  const { user, said } = await authorize({ email, password });
  expect(user).toBe(null);
  expect(said).toMatchObject([{ status: "rejected", reason: expect.any(BusyError) }]);
  await others;
});
