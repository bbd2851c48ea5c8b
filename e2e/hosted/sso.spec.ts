import { test as base, expect, type Page } from "playwright/test";
import { logIn, startTwoApps } from "../fixtures/two-apps";

const test = base.extend<object, { place: Awaited<ReturnType<typeof startTwoApps>> }>({
  place: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from this pattern which fixtures are needed
    async ({}, use) => {
      const place = await startTwoApps();
      await use(place);
      await place.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

const form = (page: Page) => page.locator("input[name=password]");
const tk = (token: string | null | undefined) =>
  JSON.parse(Buffer.from(token?.split(".")[1] ?? "", "base64url").toString()).tk;

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    for (const first of ["acorn", "beech", "custom"] as const)
      test(`a login at ${first} takes its session to the other apps, until it is logged out`, async ({
        page,
        place,
      }) => {
        const { apps, owner, arrivals } = place;
        arrivals.length = 0;
        await page.goto(`${apps[first]}/login?redir=/a%3Fb`);
        await logIn(page);
        await page.waitForURL(`${owner}/${first === "custom" ? "beech" : first}?**`);
        const session = tk(arrivals.at(-1)?.fields.get("token"));
        for (const next of ["acorn", "beech", "custom", "acorn"] as const) {
          await page.goto(`${apps[next]}/login?redir=/deep%3Fx=1`);
          await page.waitForURL(`${owner}/${next === "custom" ? "beech" : next}?**`);
          expect(tk(arrivals.at(-1)?.fields.get("token"))).toBe(session);
          expect(arrivals.at(-1)?.fields.get("redir")).toBe("/deep?x=1");
        }
        expect(arrivals[0]?.fields.get("redir")).toBe("/a?b");
        await page.goto(`${apps.beech}/logout`);
        await expect(page).toHaveURL(`${apps.beech}/logged_out`);
        for (const app of [apps.acorn, apps.beech, apps.custom]) {
          await page.goto(`${app}/login`);
          await expect(form(page)).toBeVisible();
        }
      });

    test("a signup at another app is told so once, and keeps its session at home", async ({ page, place }) => {
      const { apps, owner, arrivals } = place;
      const name = `new-${javaScriptEnabled}`;
      await page.goto(`${apps.beech}/signup`);
      await page.locator("input[name=email]").fill(`${name}@example.com`);
      await logIn(page, name);
      await page.waitForURL(`${owner}/beech?**`);
      expect(arrivals.at(-1)?.fields.get("signup")).toBe("true");
      await page.goto(`${apps.acorn}/login`);
      await page.waitForURL(`${owner}/acorn?**`);
      expect(arrivals.at(-1)?.fields.has("signup")).toBe(false);
    });

    test("prompt=login asks again, through reloads and failed tries, at home and elsewhere", async ({
      page,
      place,
    }) => {
      const { apps, owner } = place;
      await page.goto(`${apps.acorn}/login`);
      await logIn(page);
      await page.waitForURL(`${owner}/acorn?**`);
      for (const app of ["acorn", "beech"] as const) {
        await page.goto(`${apps[app]}/login?prompt=login`);
        await page.reload();
        await page.locator("input[name=username]").fill("frank");
        await form(page).fill("not the password");
        await page.locator("form button[type=submit]").click();
        await expect(page.locator("form [role=alert] li")).toHaveCount(1);
        await page.getByRole("link", { name: /create an account/i }).click();
        await page.getByRole("link", { name: /log in/i }).click();
        await logIn(page);
        await page.waitForURL(`${owner}/${app}?**`);
      }
    });

    test("a token is posted, or kept off the server in the fragment, where the app wants it so", async ({
      page,
      place,
    }) => {
      const { apps, owner, arrivals } = place;
      const addresses: string[] = [];
      page.on("request", (request) => addresses.push(request.url()));
      for (const again of [false, true]) {
        arrivals.length = 0;
        await page.goto(`${apps.cedar}/login?redir=/x`);
        if (!again) await logIn(page);
        if (!javaScriptEnabled) await page.getByRole("button", { name: "Continue" }).click();
        await page.waitForURL(`${owner}/cedar`);
        expect(arrivals.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /cedar"]);
        expect([...(arrivals[0]?.fields.keys() ?? [])]).toEqual(["token", "redir"]);
        expect(addresses.filter((url) => url.includes("token="))).toEqual([]);
      }
      expect((await page.goto(`${apps.cedar}/continue`))?.status()).toBe(410);
      await expect(page.getByRole("link")).toBeVisible();

      arrivals.length = 0;
      await page.goto(`${apps.dune}/login?redir=/x`);
      await page.waitForURL(`${owner}/dune#token=**`);
      expect([...new URLSearchParams(new URL(page.url()).hash.slice(1)).keys()]).toEqual(["token", "redir"]);
      expect([...(arrivals[0]?.fields.keys() ?? [])]).toEqual([]);
    });

    test("a link of a session on its way is no good in another browser", async ({ page, place, browser }) => {
      const { apps, owner } = place;
      await page.goto(`${apps.acorn}/login`);
      await logIn(page);
      await page.waitForURL(`${owner}/acorn?**`);
      const asked = page.waitForRequest((request) => request.url().startsWith(`${apps.beech}/sso?ticket=`));
      await page.goto(`${apps.beech}/login`);
      const link = (await asked).url();
      const victim = await (await browser.newContext({ javaScriptEnabled })).newPage();
      await victim.goto(link);
      await expect(form(victim)).toBeVisible();
      await page.goto(link);
      await expect(form(page)).toBeVisible();
      await victim.context().close();
    });

    test("a logout goes on to a registered address, and to no other", async ({ page, place }) => {
      const { apps, owner } = place;
      for (const app of ["acorn", "beech"] as const) {
        await page.goto(`${apps[app]}/login`);
        await logIn(page);
        await page.waitForURL(`${owner}/${app}?**`);
        await page.goto(`${apps[app]}/logout?redirect_uri=${owner}/left`);
        await expect(page).toHaveURL(`${owner}/left`);
        await page.goto(`${apps[app]}/logout?redirect_uri=https://evil.example/`);
        await expect(page).toHaveURL(`${apps[app]}/logged_out?refused=true`);
        await expect(page.locator("main")).toContainText("does not know");
      }
    });
  });

test("the form comes, once, where the browser keeps no cookies", async ({ place }) => {
  const { server, apps } = place;
  const navigation = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
  for (const app of [apps.acorn, apps.beech]) {
    let url = new URL(`${app}/login`);
    let status = 0;
    for (let step = 0; step < 6 && status !== 200; step += 1) {
      const answer = await server.request(url.pathname + url.search, { host: url.host, headers: navigation });
      status = answer.status;
      if (answer.headers.location) url = new URL(answer.headers.location, url);
    }
    expect([status, url.origin, url.pathname]).toEqual([200, app, "/login"]);
  }
});

test("security 22: frames, images, fetches and prefetches end no session and take nobody anywhere", async ({
  page,
  place,
}) => {
  const { server, apps, owner } = place;
  await page.goto(`${apps.acorn}/login`);
  await logIn(page);
  await page.waitForURL(`${owner}/acorn?**`);
  const cookies = await page.context().cookies(apps.acorn);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const ask = (path: string, headers: Record<string, string>) =>
    server.request(path, { host: new URL(apps.acorn).host, headers: { cookie, ...headers } });
  const navigation = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
  const others = [
    { "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" },
    { "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
    { "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" },
    { ...navigation, "sec-purpose": "prefetch;prerender" },
  ];
  for (const headers of others) {
    expect((await ask("/logout", headers)).headers.location).toBe("/logged_out");
    expect((await ask("/login", headers)).status).toBe(200);
    expect((await ask("/sso?to=login", headers)).headers.location).toContain("/login?sso=none");
  }
  expect((await ask("/sso?to=login", navigation)).headers.location).toMatch(/\/acorn\?token=/);
  // security 73: of two cookies of one name, one was planted, and neither counts.
  const planted = { ...navigation, cookie: `gh_session=planted; ${cookie}` };
  expect((await ask("/sso?to=login", planted)).headers.location).toContain("/login?sso=none");
});

test("security 20: /sso sends nobody to a host that is no app of the realm", async ({ place }) => {
  const headers = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
  const host = new URL(place.apps.acorn).host;
  for (const asked of ["evil.example", "evil.example:80", "", "//evil.example", "acorn.localhost.evil.example"]) {
    const path = `/sso?host=${encodeURIComponent(asked)}&browser=${"a".repeat(43)}`;
    expect((await place.server.request(path, { host, headers })).headers.location).toMatch(/^\/login\?/);
    const out = await place.server.request(`/logout?host=${encodeURIComponent(asked)}`, { host, headers });
    expect(out.headers.location).toMatch(/^\/logged_out/);
  }
});
