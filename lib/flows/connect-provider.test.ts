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
    const waiting = await findWaitingProfile(await place.visit(), step);
    expect(waiting).toEqual({ provider: "Acme ID", who: "nora@example.com", connect: expect.any(String) });
    const { userId } = signedIn(
      await login(await place.visit(), loginInput.parse({ username: "norah", password: goodPassword })),
    );
    return { step, userId };
  }

  /** Connects as the page says it whose browser holds that step. */
  async function connect(place: Awaited<ReturnType<typeof newPlace>>, step: string, userId: string) {
    const waiting = await findWaitingProfile(await place.visit(), step);
    return connectProvider(await place.visit({ connect: waiting?.connect ?? null }), step, userId);
  }

  test("is not begun by a link from elsewhere: it cannot know what the page of this browser says", async () => {
    const place = await newPlace();
    const { step, userId } = await withAccount(place);
    const other = (await findWaitingProfile(await place.visit(), stepOf(await place.go())))?.connect;
    for (const said of [null, "1", "", "a".repeat(22), other ?? "none"])
      expect(await connectProvider(await place.visit({ connect: said }), step, userId), `${said}`).toBe(false);
    expect(await profilesIn(place.realmId)).toEqual([]);
    expect(await connect(place, step, userId)).toBe(true);
  });

  test("gives the account the profile, once, and proves the address that the provider has verified", async () => {
    const place = await newPlace();
    const { step, userId } = await withAccount(place);
    expect(await connect(place, step, userId)).toBe(true);
    expect(await connect(place, step, userId)).toBe(false);
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
    expect(await connect(place, other, eve.userId)).toBe(true);
    expect(await connect(place, step, userId)).toBe(false);
    expect(await profilesIn(place.realmId)).toEqual(["eve nora-7"]);
    expect((await place.users()).map(({ emailVerification }) => emailVerification)).toEqual(["none", "none"]);
  });
});
