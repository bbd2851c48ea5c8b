import type { Page } from "playwright/test";
import { test as base, expect, fill } from "../fixtures/browser";
import { type ProviderServer, password, startProviderServer } from "../fixtures/provider-server";

const test = base.extend<object, { place: ProviderServer }>({
  place: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from this pattern which fixtures are needed
    async ({}, use) => {
      const place = await startProviderServer();
      await use(place);
      await place.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  // The server of this file is its own: the demo is not needed.
  extraHTTPHeaders: async ({ place }, use, info) => {
    await use({ "x-forwarded-for": `10.${info.parallelIndex}.7.${place.arrivals.length % 250}` });
  },
});

const title = (page: Page) => page.locator("h1");
const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).click();
const go = (page: Page, name: string | RegExp) => page.getByRole("link", { name }).click();

/** Waits until the app has somebody, and answers what came with them. */
async function arrive(page: Page, { owner, arrivals }: ProviderServer): Promise<URLSearchParams> {
  await page.waitForURL(`${owner}/in**`);
  return arrivals.at(-1) ?? new URLSearchParams();
}

function uidIn(arrival: URLSearchParams): string {
  return JSON.parse(Buffer.from(arrival.get("token")?.split(".")[1] ?? "", "base64url").toString()).uid;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });
    const suffix = javaScriptEnabled ? "-js" : "";

    test("a real OpenID provider: refused, agreed to, in with signup=true; and from then on known", async ({
      page,
      place,
    }) => {
      await page.goto(`${place.acorn}/login?redir=%2Fnotes%2F7`);
      await go(page, "Continue with Real ID");
      await expect(title(page)).toHaveText("Real ID: login");
      await press(page, "Cancel");
      await expect(title(page)).toHaveText("You did not go on at Real ID");
      await go(page, "Try Real ID again");
      await fill(page, { login: `ana${suffix}` });
      await press(page, "Log in");
      await press(page, "Allow");
      // Nobody is asked for a user name that the provider has told; an address it does not know.
      await expect(title(page)).toHaveText("Almost there");
      await expect(page.locator("input[name=username]")).toHaveValue(`ana${suffix}`);
      await fill(page, { email: "not an address" });
      await press(page, "Create account");
      await expect(page.locator("form [role=alert] li")).toHaveText([/does not look like an e-mail address/]);
      await fill(page, { email: `ana${suffix}@example.com` });
      await press(page, "Create account");
      const first = await arrive(page, place);
      expect([...first.keys()]).toEqual(["token", "signup", "redir"]);
      expect(first.get("redir")).toBe("/notes/7");

      await page.goto(`${place.acorn}/login`);
      await go(page, "Continue with Real ID");
      const second = await arrive(page, place);
      expect([...second.keys()]).toEqual(["token"]);
      expect(uidIn(second)).toBe(uidIn(first));
    });

    test("a plain OAuth 2.0 provider, from the signup: in at once where it tells all that is needed", async ({
      page,
      place,
    }) => {
      place.odd.be({ sub: `p${suffix}`, email: `pia${suffix}@example.com`, email_verified: true });
      await page.goto(`${place.acorn}/signup`);
      await go(page, "Continue with Plain ID");
      await expect(title(page)).toHaveText("Almost there");
      await expect(page.locator("input[name=username]")).toHaveValue(`pia${suffix}`);
      await expect(page.locator("input")).toHaveCount(
        await page.locator("input[name=username], input[type=hidden]").count(),
      );
      await press(page, "Create account");
      expect((await arrive(page, place)).get("signup")).toBe("true");
    });

    test("Apple's way: a form that its page posts comes back from another site", async ({ page, place }) => {
      place.odd.behave("any-secret");
      place.odd.be({ sub: `a${suffix}`, email: `ash${suffix}@example.com`, email_verified: "true" });
      await page.goto(`${place.acorn}/login`);
      const started = page.waitForResponse((response) => response.url().startsWith(`${place.acorn}/auth/apple`));
      await go(page, "Continue with Apple");
      expect(await (await started).headerValue("set-cookie")).toMatch(
        /^__Host-gh_provider_post=[\w-]{43};.*Secure;.*SameSite=none/i,
      );
      await press(page, "Continue");
      await press(page, "Create account");
      expect((await arrive(page, place)).get("signup")).toBe("true");
      place.odd.behave("right");
    });

    test("an address that has an account: they log in first, are told what it is for, and are connected", async ({
      page,
      place,
    }) => {
      place.odd.be({ sub: `frank${suffix}`, email: "frank@example.com", email_verified: !javaScriptEnabled });
      await page.goto(`${place.acorn}/login`);
      await go(page, "Continue with Odd ID");
      await expect(title(page)).toHaveText("You have an account already");
      await expect(page.locator(".gh-text")).toContainText("frank@example.com");
      await go(page, "Log in and connect Odd ID");
      await expect(page.locator(".gh-notice")).toHaveText(/connected with Odd ID \(frank@example\.com\)/);
      await fill(page, { username: "frank", password: "not the password" });
      await press(page, "Log in");
      await expect(page.locator("form [role=alert] li")).toHaveCount(1);
      await fill(page, { username: "frank", password });
      await press(page, "Log in");
      const uid = uidIn(await arrive(page, place));
      await page.context().clearCookies();
      await page.goto(`${place.acorn}/login`);
      await go(page, "Continue with Odd ID");
      expect(uidIn(await arrive(page, place))).toBe(uid);
    });
  });
}

test("an account that is come to by Apple's way is connected with another provider, as the page said", async ({
  page,
  place,
}) => {
  const { odd, acorn } = place;
  const atApple = { sub: "cleo-a", email: "cleo@example.com", email_verified: true };
  const atOdd = { sub: "cleo-o", email: "cleo@example.com", email_verified: false };
  odd.behave("any-secret");
  odd.be(atApple);
  await page.goto(`${acorn}/login`);
  await go(page, "Continue with Apple");
  await press(page, "Continue");
  await press(page, "Create account");
  const uid = uidIn(await arrive(page, place));

  await page.context().clearCookies();
  odd.be(atOdd);
  await page.goto(`${acorn}/login`);
  await go(page, "Continue with Odd ID");
  await go(page, "Log in and connect Odd ID");
  odd.be(atApple);
  await go(page, "Continue with Apple");
  await press(page, "Continue");
  expect(uidIn(await arrive(page, place))).toBe(uid);

  await page.context().clearCookies();
  odd.be(atOdd);
  await page.goto(`${acorn}/login`);
  await go(page, "Continue with Odd ID");
  expect(uidIn(await arrive(page, place))).toBe(uid);
  odd.behave("right");
});

test("a form that no provider would post leads to no address that is too long to go to", async ({ place }) => {
  const { status, headers } = await place.server.request("/auth/apple/callback", {
    host: new URL(place.acorn).host,
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://provider.example" },
    body: `state=pst_1&user=${"u".repeat(30_000)}&${"more=x&".repeat(4_000)}`,
  });
  expect([status, headers.location]).toEqual([303, "/auth/apple/callback?state=pst_1"]);
});

test.describe("a provider that misbehaves", () => {
  for (const [manner, said] of [
    ["wrong-nonce", /The answer of Odd ID does not fit/],
    ["wrong-audience", /The answer of Odd ID does not fit/],
    ["garbage", /The answer of Odd ID does not fit/],
    ["slow", /Odd ID does not answer/],
  ] as const)
    test(`security 104: ${manner} lets nobody in, is told within 8 seconds, and leaves two ways on`, async ({
      page,
      place,
    }) => {
      const before = place.arrivals.length;
      place.odd.behave(manner);
      await page.goto(`${place.acorn}/login`);
      const began = Date.now();
      await go(page, "Continue with Odd ID");
      await expect(title(page)).toHaveText(said, { timeout: 10_000 });
      expect(Date.now() - began).toBeLessThan(8_000);
      await expect(page.locator("main [role=alert]")).toContainText("nobody was logged in");
      place.odd.behave("right");
      place.odd.be({ sub: `m-${manner}`, email: `m-${manner}@example.com` });
      await go(page, "Try Odd ID again");
      await expect(title(page)).toHaveText("Almost there");
      expect(place.arrivals.length).toBe(before);
    });
});

test("security 104: a return works once, in its own browser, at its own provider, whoever else sends it", async ({
  page,
  place,
  browser,
}) => {
  place.odd.be({ sub: "eve-9", email: "eve@example.com", email_verified: true });
  place.odd.behave("asks-first");
  await page.goto(`${place.acorn}/login`);
  await go(page, "Continue with Odd ID");
  const mine = (await page.getByRole("link", { name: "Go back" }).getAttribute("href")) ?? "";

  const context = await browser.newContext();
  const victim = await context.newPage();
  const tried = await victim.goto(mine);
  expect(tried?.status()).toBe(410);
  await expect(title(victim)).toHaveText("This step has ended");
  await victim.goto(`${place.acorn}/auth/${place.ids.odd}`); // with a visit of its own under way, too
  await victim.goto(mine);
  await expect(title(victim)).toHaveText("This step has ended");
  await context.close();
  place.odd.behave("right");

  await page.goto(mine.replace(place.ids.odd, place.ids.plain));
  await expect(title(page)).toHaveText("This step has ended");
  await page.goto(mine);
  await expect(title(page)).toHaveText("Almost there");
  await page.goto(mine);
  await expect(title(page)).toHaveText("This step has ended");
});

test("whoever only looks starts nothing: HEAD, a prefetch, an image", async ({ page, place }) => {
  const { server, ids } = place;
  const host = new URL(place.acorn).host;
  const path = `/auth/${ids.odd}`;
  const looks = [
    { method: "HEAD" },
    { headers: { "Sec-Purpose": "prefetch;prerender" } },
    { headers: { Purpose: "prefetch" } },
    { headers: { "Sec-Fetch-Dest": "image", "Sec-Fetch-Mode": "no-cors" } },
    { headers: { "Sec-Fetch-Dest": "iframe", "Sec-Fetch-Mode": "navigate" } },
  ];
  for (const look of looks) {
    const answer = await server.request(path, { host, ...look });
    expect([answer.status, answer.headers["set-cookie"], answer.headers.location]).toEqual([204, undefined, undefined]);
  }
  const started = await server.request(path, { host });
  expect(started.status).toBe(302);
  const { searchParams } = new URL(started.headers.location ?? "");
  for (const name of ["state", "nonce", "code_challenge", "client_id", "redirect_uri", "scope"])
    expect(searchParams.get(name), name).toMatch(/./);
  expect(searchParams.get("code_challenge_method")).toBe("S256");
  expect(String(started.headers["set-cookie"])).toMatch(
    /^gh_provider=[\w-]{43}; Path=\/; .*Max-Age=1800; HttpOnly; SameSite=lax$/i,
  );
  await page.goto(`${place.acorn}/login`);
  await expect(page.getByRole("link", { name: "Continue with Real ID" })).toBeVisible();
});

test("the pages ask no other site for anything before a button is pressed", async ({ page, place }) => {
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(place.acorn) && !request.url().startsWith("data:")) elsewhere.push(request.url());
  });
  for (const path of ["/login", "/signup"]) await page.goto(place.acorn + path, { waitUntil: "networkidle" });
  expect(elsewhere).toEqual([]);
});
