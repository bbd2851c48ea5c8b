// `npm run pictures`: starts the demo on a data directory of its own and takes a picture of every hosted page and state,
// in every look, into pictures/, with one sheet of all of them for each look. Needs Chromium, as the browser tests do.
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { TOTP } from "otpauth";
import { chromium } from "playwright";
import { launchOptions } from "./chromium.mjs";

const root = path.resolve(import.meta.dirname, "..");
const folder = path.join(root, "pictures");
let people = 0;

const say = (text) => process.stdout.write(`${text}\n`);

/** A look: how a browser comes, and to which app. */
const looks = [
  { name: "light" },
  { name: "dark", colorScheme: "dark" },
  { name: "narrow", width: 320 },
  { name: "arabic", query: "?locale=ar" },
  { name: "quiet", app: "demo-quiet" },
  { name: "quiet-dark", app: "demo-quiet", colorScheme: "dark" },
  { name: "bold", app: "demo-bold" },
  { name: "bold-dark", app: "demo-bold", colorScheme: "dark" },
  { name: "bold-narrow", app: "demo-bold", width: 320 },
  { name: "bold-arabic", app: "demo-bold", query: "?locale=ar" },
  { name: "dark-theme", app: "demo-dark" },
  { name: "dark-theme-narrow", app: "demo-dark", width: 320 },
];

const press = (page) => page.locator("form button[type=submit]").first().click();
const fill = async (page, fields) => {
  for (const [name, value] of Object.entries(fields)) await page.locator(`input[name="${name}"]`).fill(value);
};
const wrong = async (page) => {
  await press(page);
  await page.locator("form [role=alert]").waitFor();
};

/** The links in two mails to Frank. */
const mailed = { reset: `kpw_${"a".repeat(22)}`, verify: `kvf_${"a".repeat(22)}` };

/** A state of a page: where it is, and what is done there before the picture. */
const states = [
  { name: "login", path: "/login" },
  { name: "login-problem", path: "/login", act: wrong },
  { name: "signup", path: "/signup" },
  { name: "signup-problems", path: "/signup", act: wrong },
  {
    name: "signup-strength",
    path: "/signup",
    act: async (page) => {
      await fill(page, { username: "ines", email: "ines@example.com", password: "seven quiet herons" });
      await page.locator(".gh-strength[data-level]").waitFor();
    },
  },
  { name: "signup-org", path: "/signup", app: "demo-org" },
  { name: "forgot-password", path: "/forgot_password" },
  {
    name: "forgot-password-answer",
    path: "/forgot_password",
    act: async (page) => {
      await page.locator("form input:visible").first().fill("nobody@example.com");
      await press(page);
      await page.waitForURL("**/*step=sent*");
      await page.locator("form").waitFor({ state: "detached" });
    },
  },
  { name: "reset-password", path: `/reset_password?token=${mailed.reset}&username=frank` },
  { name: "reset-password-problems", path: `/reset_password?token=${mailed.reset}&username=frank`, act: wrong },
  { name: "reset-password-old-link", path: `/reset_password?token=kpw_${"b".repeat(22)}&username=frank` },
  { name: "verify-email", path: "/verify_email" },
  { name: "verify-email-confirm", path: `/verify_email?token=${mailed.verify}&username=frank` },
  { name: "verify-email-old-link", path: `/verify_email?token=kvf_${"b".repeat(22)}&username=frank` },
  { name: "verify-login", path: "/login", act: (page, demo) => passwordOf(page, demo.mfa_user, "verify_login") },
  { name: "enrol", path: "/signup", act: (page) => signUp(page) },
  { name: "recovery-codes", path: "/signup", act: enrol },
  { name: "provider-finish", path: "/auth/oidc", act: (page) => comeBack(page, "Nora North", "finish") },
  { name: "provider-connect", path: "/auth/oidc", act: (page) => comeBack(page, "Frank Field", "connect") },
  { name: "provider-stopped", path: "/auth/oidc", act: (page) => comeBack(page, "Cancel", "stopped") },
  { name: "logged-out", path: "/logged_out" },
  { name: "refused-return", path: "/login?redirect_uri=https%3A%2F%2Fexample.org%2F" },
  { name: "unknown-host", path: "/login", app: "nobody" },
];

/** Logs in as far as the second factor. */
async function passwordOf(page, user, next) {
  await page.locator("form input:visible").first().fill(user.username);
  await fill(page, { password: user.password });
  await press(page);
  await page.waitForURL(`**/${next}*`);
  await page.locator(".gh-title").waitFor();
}

/** Goes to Demo ID and comes back from it as somebody. */
async function comeBack(page, who, next) {
  await page.getByRole("link", { name: who }).click();
  await page.waitForURL(`**/${next}*`);
  await page.locator(".gh-title").waitFor();
}

/** Somebody new, as far as the authenticator that the demo's realm is made to ask for. */
async function signUp(page) {
  people += 1;
  const username = `person-${people}`;
  await fill(page, { username, email: `${username}@example.com`, password: "seven quiet herons" });
  await press(page);
  await page.waitForURL("**/enrol*");
  await page.locator(".gh-secret").waitFor();
}

async function enrol(page) {
  await signUp(page);
  const secret = (await page.locator(".gh-secret").textContent()).replace(/\s/g, "");
  await fill(page, { code: new TOTP({ secret }).generate() });
  await press(page);
  await page.waitForURL("**/recovery_codes*");
  await page.locator(".gh-codes").waitFor();
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/**
 * The demo, whose realm then asks everybody for a second factor, and has mailed Frank two links: that is what the pages
 * of these can be seen by.
 */
async function startStrictDemo() {
  const dataDir = await mkdtemp(path.join(tmpdir(), "gatehouse-pictures-"));
  const first = await startDemo(dataDir);
  await first.stop();
  const database = await PGlite.create(path.join(dataDir, "db"));
  await database.exec(`UPDATE realms SET mfa_policy = 'required';
    INSERT INTO reset_tokens (id, realm_id, user_id, token_hash, expires_at)
      SELECT 'kpw_1', realm_id, id, sha256('${mailed.reset}'), now() + interval '1 day' FROM users WHERE username = 'frank';
    INSERT INTO email_tokens (id, realm_id, user_id, email_canonical, token_hash, expires_at)
      SELECT 'kvf_1', realm_id, id, email_canonical, sha256('${mailed.verify}'), now() + interval '1 day'
      FROM users WHERE username = 'frank';`);
  await database.close();
  const demo = await startDemo(dataDir);
  const stop = async () => {
    await demo.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...demo, stop };
}

async function startDemo(dataDir) {
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "error", TRUST_PROXY: "1" };
  const child = spawn(process.execPath, [".config/demo.mjs"], {
    cwd: root,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  let ended = false;
  const end = new Promise((resolve) => child.once("close", resolve)).then(() => {
    ended = true;
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await end;
  };
  process.once("SIGTERM", () => stop().then(() => process.exit(1)));
  while (!ended) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (ready?.ok) {
      const demo = JSON.parse(await readFile(path.join(dataDir, "demo.json"), "utf8"));
      return { demo, stop, at: (app) => `http://${app}.localhost:${port}` };
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await stop();
  throw new Error("The demo did not start: see above.");
}

function openLook(browser, { width = 1200, colorScheme = "light" }, number) {
  return browser.newContext({
    colorScheme,
    viewport: { width, height: width < 500 ? 640 : 760 },
    reducedMotion: "reduce",
    extraHTTPHeaders: { "x-forwarded-for": `10.9.0.${number}` },
  });
}

async function picture(context, look, { state, demo, at }) {
  const page = await context.newPage();
  try {
    const own = look.app ?? "demo";
    const query = look.query ? (state.path.includes("?") ? look.query.replace("?", "&") : look.query) : "";
    const answer = await page.goto(`${at(state.app ?? own)}${state.path}${query}`);
    if (answer?.status() === 404 && state.app !== "nobody") return `${state.name}: not there (404)`;
    await state.act?.(page, demo);
    if (look.app) await page.locator('link[rel="stylesheet"][data-precedence="look"]').waitFor({ state: "attached" });
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: path.join(folder, look.name, `${state.name}.png`), fullPage: true });
    return null;
  } catch (error) {
    return `${state.name}: ${error.message.split("\n")[0]}`;
  } finally {
    await page.close();
  }
}

/** One picture of all the pictures of a look. */
async function contactSheet(browser, { name, width = 1200 }) {
  const files = (await readdir(path.join(folder, name))).filter((file) => file.endsWith(".png"));
  const order = states.map((state) => `${state.name}.png`).filter((file) => files.includes(file));
  const figures = order.map(
    (file) => `<figure><img src="${file}"><figcaption>${file.slice(0, -4)}</figcaption></figure>`,
  );
  const columns = width < 500 ? 5 : 3;
  const html = `<!doctype html><title>${name}</title><style>
    body { margin: 0; padding: 24px; background: #777; color: #fff; font: 16px system-ui; }
    main { display: grid; grid-template-columns: repeat(${columns}, 1fr); gap: 24px; align-items: start; }
    figure { margin: 0 } img { display: block; width: 100% } figcaption { padding-top: 6px }</style>
    <main>${figures.join("")}</main>`;
  const file = path.join(folder, name, "sheet.html");
  await writeFile(file, html);
  const page = await browser.newPage({ viewport: { width: 1680, height: 900 } });
  await page.goto(pathToFileURL(file).href);
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
  await page.close();
  await rm(file);
}

const only = process.argv.slice(2);
const chosen = only.length > 0 ? looks.filter(({ name }) => only.includes(name)) : looks;
const { demo, stop, at } = await startStrictDemo();
try {
  const browser = await chromium.launch(launchOptions);
  for (const [number, look] of chosen.entries()) {
    await rm(path.join(folder, look.name), { recursive: true, force: true });
    await mkdir(path.join(folder, look.name), { recursive: true });
    const context = await openLook(browser, look, number + 1);
    context.setDefaultTimeout(8_000);
    for (const state of states.filter(({ app }) => !app || !look.app)) {
      const left = await picture(context, look, { state, demo, at });
      if (left) say(`${look.name}: left out ${left}`);
    }
    await context.close();
    await contactSheet(browser, look);
    say(`pictures/${look.name}.png`);
  }
  await browser.close();
} finally {
  await stop();
}
