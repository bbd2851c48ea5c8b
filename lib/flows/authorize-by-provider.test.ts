import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { startProvider, type TestProvider } from "@/e2e/fixtures/provider";
import { addPlainProvider, addProvider, profilesIn, visitsTo } from "@/e2e/fixtures/providers";
import { serverDoor } from "@/e2e/fixtures/server-door";
import { newAppWithRealm, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { createProvider } from "@/lib/db/auth-providers";
import { db } from "@/lib/db/client";
import { minutes } from "@/lib/domain/duration";
import { authorizeAddresses } from "./authorize-addresses";
import { authorizeByCode, authorizeByToken } from "./authorize-by-provider";
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
const nora = { sub: "nora-7", email: "nora@example.com", email_verified: true, name: "Nora North" };
beforeEach(() => {
  provider.behave("right");
  provider.be(nora);
});

async function hostedSettings(realmId: string, settings: Readonly<Record<string, string | boolean>>) {
  const provider = { providerType: "login_rocket", name: "Hosted pages", state: "active", settings } as const;
  const changed = { at: new Date(), by: { ip: null, userAgent: null }, doer: null };
  await createProvider(realmId, { ...provider, clientSecretEncrypted: null }, changed);
}

const back = "myapp://signed-in";

async function newPlace(given: Parameters<typeof newAppWithRealm>[0] = {}) {
  const place = await newAppWithRealm(given);
  const providerId = await addProvider(place.realmId, provider);
  /** Where the server sends a person, and what they come back to it with. */
  const follow = async (nonce = "a-nonce", at = new Date()) => {
    const found = await authorizeAddresses(
      await serverDoor(place.realmId, at),
      { redirect_uri: back, nonce },
      providerId,
    );
    if (!found.ok || !found.value[0]) throw new Error(JSON.stringify(found));
    const answer = await fetch(found.value[0].url, { redirect: "manual" });
    const location = answer.headers.get("location") ?? "";
    expect(location.startsWith(`${back}?`)).toBe(true);
    const { searchParams } = new URL(location);
    return { code: searchParams.get("code") ?? "", state: searchParams.get("state") ?? "", nonce };
  };
  const bring = async (brought: Awaited<ReturnType<typeof follow>> & { iss?: string }, at = new Date()) =>
    authorizeByCode(await serverDoor(place.realmId, at), brought);
  return { ...place, providerId, follow, bring };
}

type Come = Awaited<ReturnType<typeof authorizeByCode>>;

const endOf = (outcome: Come) =>
  outcome.ok
    ? outcome.value.kind === "send-again"
      ? outcome.value.problem.code
      : outcome.value.kind
    : outcome.problems.map(({ code }) => code).join();

/** Who is in; throws where nobody is. */
function userOf(outcome: Come): string {
  if (!outcome.ok || outcome.value.kind !== "signed-in") throw new Error(`Nobody is in: ${endOf(outcome)}`);
  return outcome.value.userId;
}

describe("an app's own server", () => {
  test("is told where to send people, and signs up or logs in whoever comes back, with a name that is free", async () => {
    const place = await newPlace();
    signedIn(await signup(await place.visit(), signupFields({ username: "nora", email: "other@example.com" })));
    const first = userOf(await place.bring(await place.follow()));
    const user = await db().user.findFirstOrThrow({ where: { id: first } });
    expect(user).toMatchObject({ email: "nora@example.com", emailVerification: "verified", name: "Nora North" });
    expect(user.username).toMatch(/^user-/);
    expect(userOf(await place.bring(await place.follow()))).toBe(first);
  });

  test("gets a signup token in its realm's mode user_token, whatever its apps and their switches say", async () => {
    const place = await newPlace({ app: { settings: { signup_mode: "user" } } });
    await hostedSettings(place.realmId, { signup_mode: "user_token", login: false, signup: false });
    expect(endOf(await place.bring(await place.follow()))).toBe("signup-token");
    expect(await db().user.count({ where: { realmId: place.realmId } })).toBe(0);
  });

  test("is told where somebody has the address and one side has not verified it; nobody is linked", async () => {
    const place = await newPlace();
    signedIn(await signup(await place.visit(), signupFields({ username: "norah", email: "nora@example.com" })));
    expect(endOf(await place.bring(await place.follow()))).toBe("provider.account-there");
    expect(await profilesIn(place.realmId)).toEqual([]);
  });

  test("security 104: brings a code once, with its own nonce, within 30 minutes, and never a browser's", async () => {
    const place = await newPlace();
    const at = new Date();
    const [mine, late] = [await place.follow("mine", at), await place.follow("late", at)];
    expect(endOf(await place.bring({ ...mine, nonce: "another" }))).toBe("provider.step-ended");
    expect(endOf(await place.bring(late, new Date(at.getTime() + minutes(30))))).toBe("provider.step-ended");
    const ends = await Promise.all(Array.from({ length: 10 }, () => place.bring(mine)));
    expect(ends.map(endOf).sort()).toEqual([...Array.from({ length: 9 }, () => "provider.step-ended"), "signed-in"]);

    const browser = visitsTo(place, place.providerId);
    const started = await browser.start();
    const params = await browser.follow(started);
    const stolen = { code: params.get("code") ?? "", state: params.get("state") ?? "", nonce: started.browserSecret };
    expect(endOf(await place.bring(stolen))).toBe("provider.step-ended");
  });

  test("need not pass on who answered, where a provider says so (RFC 9207); what it passes on must be right", async () => {
    const place = await newPlace();
    provider.behave("says-issuer");
    expect(endOf(await place.bring({ ...(await place.follow()), iss: "https://evil.example" }))).toBe(
      "provider.answer",
    );
    expect(endOf(await place.bring({ ...(await place.follow()), iss: provider.origin }))).toBe("signed-in");
    expect(endOf(await place.bring(await place.follow()))).toBe("signed-in");
  });

  test.each(["", "/relative", "javascript:alert(1)", "https://app.example/#x", "https://app.example/in?x=1"])(
    "cannot send people to %j",
    async (address) => {
      const place = await newPlace();
      const found = await authorizeAddresses(await serverDoor(place.realmId), { redirect_uri: address, nonce: "" });
      expect(found).toMatchObject({
        ok: false,
        problems: [{ code: "provider.return-address", field: "redirect_uri" }],
      });
    },
  );
});

describe("an access token", () => {
  const show = async (
    place: Awaited<ReturnType<typeof newPlace>>,
    accessToken: string,
    providerId = place.providerId,
  ) => authorizeByToken(await serverDoor(place.realmId), providerId, { access_token: accessToken });

  test("says who somebody is where it was given to this client, and to no other", async () => {
    const place = await newPlace();
    expect(endOf(await show(place, provider.tokenFor({ ...nora, client_id: "another client" })))).toBe(
      "provider.refused",
    );
    expect(endOf(await show(place, "made up"))).toBe("provider.refused");
    expect(endOf(await show(place, ""))).toBe("provider.blank");
    expect(await profilesIn(place.realmId)).toEqual([]);
    expect(endOf(await show(place, provider.tokenFor(nora)))).toBe("signed-in");
    expect(await profilesIn(place.realmId)).toEqual(["nora nora-7"]);
  });

  test("is not taken where the provider does not say whose it is", async () => {
    const place = await newPlace();
    const plain = await addPlainProvider(place.realmId, provider);
    expect(endOf(await show(place, provider.tokenFor(nora), plain))).toBe("provider.token-unchecked");
    expect(await profilesIn(place.realmId)).toEqual([]);
  });
});
