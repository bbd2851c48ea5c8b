import { expect } from "../fixtures/browser";
import { go, test, title } from "../fixtures/provider-pages";

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
