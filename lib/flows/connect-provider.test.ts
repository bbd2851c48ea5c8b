import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { type Claims, startProvider, type TestProvider } from "@/e2e/fixtures/provider";
import { addProvider, endOf, profilesIn, stepOf, visitsTo } from "@/e2e/fixtures/providers";
import { goodPassword, newAppWithRealm, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { connectProvider, findWaitingProfile } from "./connect-provider";
import { login, loginInput } from "./login";
import { signup } from "./signup";

let close: () => Promise<void>;
let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider();
  close = await openTestDatabase({ OUTBOUND_ALLOW: provider.host });
});
afterAll(async () => {
  await provider.close();
  await close();
});
beforeEach(() => provider.be(nora));

const nora: Claims = { sub: "nora-7", email: "nora@example.com", email_verified: true, name: "Nora North" };

async function newPlace() {
  const place = await newAppWithRealm();
  const visits = visitsTo(place, await addProvider(place.realmId, provider));
  const users = () => db().user.findMany({ where: { realmId: place.realmId } });
  return { ...place, ...visits, users };
}

describe("logging in first, then connecting", () => {
  async function withAccount(place: Awaited<ReturnType<typeof newPlace>>) {
    signedIn(await signup(await place.visit(), signupFields({ username: "norah", email: "nora@example.com" })));
    const step = stepOf(await place.go());
    expect(await findWaitingProfile(await place.visit(), step)).toEqual({
      provider: "Acme ID",
      who: "nora@example.com",
    });
    const { userId } = signedIn(
      await login(await place.visit(), loginInput.parse({ username: "norah", password: goodPassword })),
    );
    return { step, userId };
  }

  test("gives the account the profile, once, and proves the address that the provider has verified", async () => {
    const place = await newPlace();
    const { step, userId } = await withAccount(place);
    expect(await connectProvider(await place.visit(), step, userId)).toBe(true);
    expect(await connectProvider(await place.visit(), step, userId)).toBe(false);
    expect(await place.users()).toMatchObject([{ emailVerification: "verified" }]);
    expect(endOf(await place.go())).toBe("signed-in");
    expect(await findWaitingProfile(await place.visit(), step)).toBe(null);
  });

  test("changes nothing where the profile is somebody's by then, and proves no other address", async () => {
    const place = await newPlace();
    const { step, userId } = await withAccount(place);
    const other = stepOf(await place.go());
    signedIn(await signup(await place.visit(), signupFields({ username: "eve", email: "eve@example.com" })));
    const eve = signedIn(
      await login(await place.visit(), loginInput.parse({ username: "eve", password: goodPassword })),
    );
    expect(await connectProvider(await place.visit(), other, eve.userId)).toBe(true);
    expect(await connectProvider(await place.visit(), step, userId)).toBe(false);
    expect(await profilesIn(place.realmId)).toEqual(["eve nora-7"]);
    expect((await place.users()).map(({ emailVerification }) => emailVerification)).toEqual(["none", "none"]);
  });
});
