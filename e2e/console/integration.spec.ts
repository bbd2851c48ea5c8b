import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright/test";
import { expect, signIn } from "../fixtures/console";
import { addFrank } from "../fixtures/console-people";
import { freePort } from "../fixtures/server";
import { staff, staffedTest } from "../fixtures/staffed";

const run = promisify(execFile);
const site = { handler: "", pages: "" };

/** The app of the tests is one of an owner whose pages are at two origins of their own. */
const test = staffedTest(async ({ north }) => {
  const { db } = await import("@/lib/db/client");
  await addFrank(north);
  site.handler = `http://owner.localhost:${await freePort()}/in?from=login`;
  site.pages = `http://pages.localhost:${await freePort()}`;
  await db().connectedApp.update({
    where: { subdomain: "acorn" },
    data: { loginHandler: site.handler, allowedOrigins: [site.pages] },
  });
});

const code = (page: Page) => page.locator("section", { has: page.locator("#code") }).locator(".copyable code");

/** Opens the page for an app, and answers its code in that language and its key. */
async function guide(page: Page, { origin, realms }: { origin: string; realms: { north: string } }, language: string) {
  await page.goto(`${origin}/console/realms/${realms.north}/integration`);
  await page.getByRole("link", { name: "Acorn (acorn)" }).click();
  await page.getByRole("link", { name: language, exact: true }).click();
  await expect(page.getByRole("link", { name: language, exact: true })).toHaveAttribute("aria-current", "page");
  await page.getByText("Show the secret").click();
  const key = page.locator("section", { has: page.locator("#key") }).locator(".copyable code");
  return { text: (await code(page).textContent()) ?? "", key: (await key.textContent()) ?? "" };
}

test("the code of the page, run as it stands: a form of the owner's logs in, and their server knows who came", async ({
  page,
  place,
}) => {
  await signIn(page, place.origin, staff.north);
  const node = await guide(page, place, "Node");
  const html = await guide(page, place, "HTML");
  const folder = await mkdtemp(path.join(tmpdir(), "gatehouse-integration-"));
  await symlink(path.resolve(import.meta.dirname, "../../node_modules"), path.join(folder, "node_modules"));
  await writeFile(path.join(folder, "login.mjs"), node.text);
  const env = { ...process.env, JWT_KEY: node.key };
  const handler = spawn(process.execPath, ["login.mjs"], { cwd: folder, env, stdio: "ignore" });
  const own = createServer((_request, response) =>
    response.setHeader("content-type", "text/html").end(`<!doctype html><title>Owner</title>${html.text}`),
  );
  await new Promise<void>((resolve) => own.listen(Number(new URL(site.pages).port), "127.0.0.1", resolve));
  try {
    // A browser adds nothing of its own that another origin would have to allow.
    await page.context().setExtraHTTPHeaders({});
    await page.goto(`${site.pages}/login.html`);
    await page.getByLabel("Username").fill("frank");
    await page.getByLabel("Password").fill("wrong");
    await page.getByRole("button", { name: "Log in" }).click();
    await expect(page.locator("#problem")).toContainText("try again");
    await page.getByLabel("Password").fill("seven quiet herons");
    const came = page.waitForResponse((answer) => answer.url().startsWith(`${site.handler}&token=`));
    await page.getByRole("button", { name: "Log in" }).click();
    const answer = await came;
    expect(answer.status()).toBe(303);
    expect((await answer.allHeaders())["set-cookie"]).toMatch(/^session=/);
    await page.waitForURL(`${new URL(site.handler).origin}/`);
    await page.goto(`${site.handler}&token=a.b.c`);
    await page.waitForURL(`http://acorn.localhost:${place.server.port}/login`);
  } finally {
    handler.kill();
    own.close();
    own.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  }
});

test("the lines for curl answer as they stand", async ({ page, place }) => {
  await signIn(page, place.origin, staff.north);
  const { text } = await guide(page, place, "curl");
  const lines = text.split("\n").filter((line) => line.startsWith("curl "));
  expect(lines).toHaveLength(3);
  await page.getByRole("link", { name: "Make an API key" }).click();
  await page.getByLabel("Name").fill("Trial");
  await page.getByRole("button", { name: "Make an API key" }).click();
  const apiKey = (await page.locator(".made-secret").textContent()) ?? "";
  const folder = await mkdtemp(path.join(tmpdir(), "gatehouse-curl-"));
  await writeFile(path.join(folder, ".curlrc"), `silent\nresolve = acorn.localhost:${place.server.port}:127.0.0.1\n`);
  const call = async (line = "", env: Readonly<Record<string, string>>) => {
    const { stdout } = await run("sh", ["-c", line], { env: { ...process.env, CURL_HOME: folder, ...env } });
    return JSON.parse(stdout);
  };
  try {
    const login = await call(lines[0], { LOGIN_NAME: "frank", PASSWORD: "seven quiet herons" });
    expect(login).toMatchObject({ result: "okay", token: expect.stringMatching(/^ey/) });
    expect(await call(lines[1], { TOKEN: login.token })).toMatchObject({ valid: true });
    const { collection } = await call(lines[2], { API_KEY: apiKey });
    expect(collection.map(({ username }: { username: string }) => username)).toContain("frank");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test.describe("copying", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("a button copies what stands beside it; the addresses are the app's own", async ({ page, place }) => {
    await signIn(page, place.origin, staff.north);
    await guide(page, place, "PHP");
    await page.getByRole("button", { name: "Copy: Login page" }).click();
    await expect(page.getByRole("button", { name: "Copied" })).toHaveCount(1);
    const origin = `http://acorn.localhost:${place.server.port}`;
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${origin}/login`);
    await page.getByRole("button", { name: "Copy: PHP" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await code(page).textContent());
    await expect(page.locator(".addresses")).toContainText(`${origin}/authrocket.js`);
    await expect(page.locator(".addresses")).toContainText(site.handler);
    await expect(page.locator(".addresses")).toContainText(`${place.origin}/v1`);
    const answer = await page.goto(
      `${place.origin}/console/realms/${place.realms.north}/integration?app=lpl_${"0".repeat(22)}`,
    );
    expect(answer?.status()).toBe(404);
  });
});
