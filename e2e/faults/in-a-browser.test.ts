import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium, type Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchOptions } from "@/.config/chromium.mjs";
import { prepareData } from "@/e2e/fixtures/prepared-data";
import { startServer, type TestServer } from "@/e2e/fixtures/server";

/** The app that people come back to. */
const app = createServer((_, response) => response.end("arrived"));
let callback: string;
let data: Awaited<ReturnType<typeof prepareData>>;
let server: TestServer;
let browser: Browser;
let origin: string;
let complaints: string[] = [];

beforeAll(async () => {
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  callback = `http://127.0.0.1:${(app.address() as AddressInfo).port}/callback`;
  data = await prepareData({ loginHandler: `${callback}?from=login` });
  server = await startServer({ dataDir: data.dataDir, env: { SECRET: data.secret } });
  browser = await chromium.launch(launchOptions);
  origin = `http://acorn.localhost:${server.port}`;
});

afterEach(() => {
  // Chromium says here what the Content-Security-Policy refused.
  expect(complaints.filter((text) => !text.startsWith("Failed to load resource"))).toEqual([]);
  complaints = [];
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  await data.remove();
  app.closeAllConnections();
  app.close();
});

async function newPage(javaScriptEnabled: boolean): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  return page;
}

async function signUp(page: Page, username: string): Promise<void> {
  await page.goto(`${origin}/signup`);
  for (const [name, value] of Object.entries({
    username,
    email: `${username}@example.com`,
    password: "seven quiet herons",
    first_name: "Frank",
    last_name: "Poole",
  }))
    for (const field of await page.locator(`input[name="${name}"]`).all()) await field.fill(value);
  await page.locator('form button[type="submit"]').first().click();
}

describe.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("%s", (what, javaScriptEnabled) => {
  test("a plain form post carries its origin, and its action's redirect leaves for the app", async () => {
    const page = await newPage(javaScriptEnabled);
    await signUp(page, `frank-${what.replace(/\W/g, "")}`);
    await page.waitForURL(`${callback}?from=login&token=**`);
    expect(await page.locator("body").textContent()).toBe("arrived");
  });

  test("an action's redirect to a page of ours stays on the app's own host", async () => {
    const page = await newPage(javaScriptEnabled);
    await signUp(page, `grace-${what.replace(/\W/g, "")}`);
    await page.waitForURL(`${callback}**`);
    await page.goto(`${origin}/logged_out`);
    await page.locator("main form button").click();
    await page.getByText("logged out").first().waitFor();
    expect(page.url()).toBe(`${origin}/logged_out`);
    expect(await page.locator("main form").count()).toBe(0);
    // By script, Next has asked itself for that page, and got no copy of it that the browser would take for its own.
    if (javaScriptEnabled) expect(server.log().includes('"host":null,"method":"GET","status":204')).toBe(true);
  });
});

test("a form of an older build, sent by script, ends on the page as it is now", async () => {
  const page = await newPage(true);
  await page.goto(`${origin}/login?redir=/x`, { waitUntil: "networkidle" });
  await page.route(`${origin}/login**`, (route, request) =>
    request.method() === "POST"
      ? route.continue({ headers: { ...request.headers(), "next-action": `60${"a".repeat(40)}` } })
      : route.continue(),
  );
  await page.locator('input[name="username"]').fill("frank");
  await page.locator('input[name="password"]').fill("seven quiet herons");
  const reloaded = page.waitForResponse(
    (response) => response.request().method() === "GET" && response.request().isNavigationRequest(),
  );
  await page.locator('form button[type="submit"]').first().click();
  expect((await reloaded).url()).toBe(`${origin}/login?redir=/x`);
  await page.locator('input[name="username"]').waitFor();
});

test("security 2: a script without the nonce does not run", async () => {
  const page = await newPage(true);
  await page.route(`${origin}/login`, async (route) => {
    // Playwright's own client does not resolve *.localhost, so the page is asked for here.
    const { headers, text } = await server.request("/login", { host: new URL(origin).host });
    const injected = `<script>window.injected = "inline"</script><script src="/_next/static/x.js"></script><img src="x" onerror="window.injected = 'handler'">`;
    await route.fulfill({
      headers: { "Content-Type": "text/html", "Content-Security-Policy": String(headers["content-security-policy"]) },
      body: text.replace("</body>", `${injected}</body>`),
    });
  });
  await page.goto(`${origin}/login`, { waitUntil: "networkidle" });
  expect(await page.evaluate(() => Reflect.get(window, "injected"))).toBeUndefined();
  expect(complaints.some((text) => text.includes("Content Security Policy"))).toBe(true);
  complaints = [];
});
