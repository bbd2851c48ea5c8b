import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { lookAlike } from "@/e2e/fixtures/timing";
import { goodPassword, newAppWithRealm, signupFields } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/new-id";
import { mintSecret } from "@/lib/tokens/secret-token";
import { forgotPassword, forgotPasswordInput } from "./forgot-password";
import { resendEmailVerification, resendEmailVerificationInput } from "./resend-email-verification";
import { resetPassword, resetPasswordInput } from "./reset-password";
import { signup } from "./signup";
import { verifyEmail, verifyEmailInput } from "./verify-email";

let close: () => Promise<void>;
let place: Awaited<ReturnType<typeof newAppWithRealm>>;
beforeAll(async () => {
  close = await openTestDatabase();
  place = await newAppWithRealm({
    realm: { usernameValidationHuman: "email", hideAccountExistence: true },
    app: { settings: { email_verification: "require" } },
  });
  await db().user.createMany({
    data: Array.from({ length: 30_600 }, (_, n) => n)
      .filter((n) => n % 10_000 < 600)
      .flatMap((n) => (["active", "inactive"] as const).map((state) => ({ name: nameOf(state, n), state })))
      .map(({ name, state }) => ({
        id: newId("usr"),
        realmId: place.realmId,
        username: name,
        usernameCanonical: name,
        email: name,
        emailCanonical: name,
        emailUnique: name,
        emailVerification: "requested" as const,
        state,
      })),
  });
});
afterAll(() => close());

/** Names of one length, whoever has them. */
function nameOf(kind: "active" | "inactive" | "nobody", n: number): string {
  return `${kind.padEnd(8, "-")}${String(n).padStart(6, "0")}@example.com`;
}

type Kind = Parameters<typeof nameOf>[0];

const acts = {
  "asking for a reset": async (email: string) =>
    forgotPassword(await place.visit(), forgotPasswordInput.parse({ email })),
  "asking for another mail": async (email: string) =>
    resendEmailVerification(await place.visit(), resendEmailVerificationInput.parse({ email })),
  "a reset with a token that is not good": async (username: string) =>
    resetPassword(
      await place.visit(),
      resetPasswordInput.parse({ username, token: mintSecret("kpw").secret, password: goodPassword }),
    ),
  "a verification with a token that is not good": async (username: string) =>
    verifyEmail(await place.visit(), verifyEmailInput.parse({ username, token: mintSecret("kvf").secret })),
  "a signup that hides who has an account": async (email: string) =>
    signup(await place.visit(), signupFields({ email })),
};

describe("security 14, 38, 40: how long an answer takes does not tell who has an account", () => {
  type Act = (name: string) => Promise<unknown>;
  test.each<[string, Kind, Act, 100 | 500]>([
    ["asking for a reset", "active", acts["asking for a reset"], 500],
    ["asking for a reset", "inactive", acts["asking for a reset"], 100],
    ...Object.entries(acts)
      .slice(1)
      .map(([what, act]): [string, Kind, Act, 100] => [what, "active", act, 100]),
  ])("%s, for an %s person and for nobody", { timeout: 300_000 }, async (_what, kind, act, tries) => {
    const kinds = { one: (n: number) => act(nameOf(kind, n)), other: (n: number) => act(nameOf("nobody", n)) };
    expect(await lookAlike(kinds, tries)).toEqual([]);
  });
});
