import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test as base, expect, type Page } from "playwright/test";
import { codeOf } from "../fixtures/authenticator";
import { otpSecret, password, startOwnerSite } from "../fixtures/owner-site";
import { snippets } from "./seed-snippets";

type Owner = Awaited<ReturnType<typeof startOwnerSite>>;
type App = Parameters<Owner["urlOf"]>[0];

const test = base.extend<{ complaints: string[] }, { owner: Owner }>({
  owner: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from this pattern which fixtures are needed
    async ({}, use) => {
      const owner = await startOwnerSite();
      await use(owner);
      await owner.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(String(error)));
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** A page of the owner's that uses the app's library, `script` included. */
async function open(page: Page, owner: Owner, app: App, { body = "", script = "" } = {}): Promise<void> {
  const library = await owner.server.request("/authrocket.js", { host: new URL(owner.urlOf(app)).host });
  const integrity = `sha384-${createHash("sha384").update(library.text).digest("base64")}`;
  const html = `${body}<p id="messages"></p><script src="/jquery.js"></script>
    <script src="${owner.urlOf(app)}/authrocket.js" integrity="${integrity}" crossorigin></script>
    <script>AuthRocket.setInstanceUrl("${owner.urlOf(app)}/v1/")</script><script>${script}</script>`;
  await page.goto(owner.show(html));
}

/** A form with fields of those ids, as the snippets look for them, and a button. */
function form(fields: Readonly<Record<string, string>>, attributes = ""): string {
  const inputs = Object.entries(fields).map(([id, value]) => `<input id="${id}" value="${value}">`);
  return `<form id="form" ${attributes}>${inputs.join("")}<button>Go</button></form>`;
}

const send = (page: Page) => page.locator("form button").click();
const messages = (page: Page) => page.locator("#messages");

async function ask(owner: Owner, app: App, verb: string, fields: Readonly<Record<string, string>>) {
  const { host } = new URL(owner.urlOf(app));
  const headers = { "Content-Type": "application/json" };
  const answer = await owner.server.request(`/v1/${verb}`, {
    ...{ host, method: "POST", headers },
    body: JSON.stringify(fields),
  });
  return JSON.parse(answer.text) as Record<string, string>;
}

let people = 0;
const newAddress = () => `person-${++people}@example.com`;

test.describe("the snippets of seed 002 run unchanged on a page of another origin", () => {
  test("authenticate: shows what is wrong, and goes on to the app; no preflight comes before it", async ({
    page,
    owner,
  }) => {
    const body = form({ "field-username": "frank", "field-password": "wrong" });
    await open(page, owner, "names", { body, script: snippets.authenticate });
    await send(page);
    await expect(messages(page)).toContainText("try again");
    await page.locator("#field-password").fill(password);
    await send(page);
    await page.waitForURL(/\/in\?token=/);
    expect(new URL(page.url()).origin).toBe(owner.origin);
    expect(owner.server.log()).not.toContain('"method":"OPTIONS"');
  });

  test("authenticate, authenticateCode: a second factor is asked for, and finishes the login", async ({
    page,
    owner,
  }) => {
    const { result, token = "" } = await ask(owner, "names", "login", { username: "grace", password });
    expect(result).toBe("need_mfa");
    const fields = { "hidden-field-username": "grace", "hidden-field-token": token, "field-code": "000000" };
    await open(page, owner, "names", { body: form(fields), script: snippets.authenticateCode });
    await send(page);
    await expect(messages(page)).not.toBeEmpty();
    await page.locator("#field-code").fill(codeOf(otpSecret, new Date()));
    await send(page);
    await page.waitForURL(/\/in\?token=/);
  });

  test("logout: says that it is done", async ({ page, owner }) => {
    await open(page, owner, "names", { body: '<button id="logout-button">Log out</button>', script: snippets.logout });
    await page.locator("#logout-button").click();
    await page.waitForURL(`${owner.origin}/`);
  });

  test("checkSession: tells a session that lives from one that does not", async ({ page, owner }) => {
    const { token = "" } = await ask(owner, "names", "login", { username: "frank", password });
    const body = `<input id="hidden-session-token" value="${token}"><button id="some-element">Check</button>`;
    await open(page, owner, "names", { body, script: snippets.checkSession });
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    await page.locator("#some-element").click();
    await expect.poll(() => said).toEqual(["Session is valid"]);
    await ask(owner, "names", "logout", { token });
    await page.locator("#some-element").click();
    await expect.poll(() => said).toEqual(["Session is valid", "Session is not valid"]);
  });

  test("forgotPassword, resetPassword: the mailed token sets a password, once", async ({ page, owner }) => {
    const email = newAddress();
    await ask(owner, "mails", "signup", { email, password });
    const asked = { body: form({ "field-username": email }), script: snippets.forgotPassword };
    await open(page, owner, "mails", asked);
    await send(page);
    await expect(messages(page)).toContainText("You should receive a password reset token within a few minutes.");
    await expect.poll(() => owner.mailedToken(email, "kpw")).toBeTruthy();

    const token = (await owner.mailedToken(email, "kpw")) ?? "";
    const fields = { "field-username": email, "field-token": token, "field-password": "nine loud badgers" };
    const body = form({ ...fields, "field-password-confirmation": "nine loud badgers" });
    await open(page, owner, "mails", { body, script: snippets.resetPassword });
    await send(page);
    await expect(messages(page)).toHaveText("Your password has been reset.");
    await page.reload();
    await page.locator("#field-token").fill(token);
    await send(page);
    await expect(messages(page)).not.toBeEmpty();
    await expect(messages(page)).not.toHaveText("Your password has been reset.");
  });

  test("updatePassword: takes the login token and the old password", async ({ page, owner }) => {
    const email = newAddress();
    const { token = "" } = await ask(owner, "mails", "signup", { email, password });
    const body = form({
      "hidden-session-token": token,
      "field-current-password": password,
      "field-password": "nine loud badgers",
      "field-password-confirmation": "nine loud badgers",
    });
    await open(page, owner, "mails", { body, script: snippets.updatePassword });
    await send(page);
    await expect(messages(page)).toHaveText("Your password has been updated.");
    expect((await ask(owner, "mails", "login", { email, password: "nine loud badgers" })).result).toBe("okay");
  });

  test("signup: makes a user who comes to the app as a new one", async ({ page, owner }) => {
    const fields = { "field-email": newAddress(), "field-password": password, "field-password-confirmation": "other" };
    await open(page, owner, "mails", { body: form(fields), script: snippets.signup });
    await send(page);
    await expect(messages(page)).not.toBeEmpty();
    await page.locator("#field-password-confirmation").fill(password);
    await send(page);
    await page.waitForURL(/\/in\?token=.+&signup=true$/);
  });

  test("signup, with the handler for user_token: the app's own form carries the token to the app", async ({
    page,
    owner,
  }) => {
    const fields = {
      "field-email": newAddress(),
      "field-password": password,
      "field-password-confirmation": password,
    };
    const script = snippets.signup.split("\n\n")[0] + snippets.signupTokenHandler;
    await open(page, owner, "token", { body: form(fields, 'method="post" action="/welcome"'), script });
    await send(page);
    await page.waitForURL(`${owner.origin}/welcome`);
    const sent = owner.forms.find((one) => one.path === "/welcome");
    expect(sent?.fields.get("signup[user_token_id]")).toMatch(/^utk_\w{22}$/);
  });

  test("resendEmailToken, verifyEmail: the mailed token proves the address", async ({ page, owner }) => {
    const email = newAddress();
    await ask(owner, "mails", "signup", { email, password });
    const resent = { body: form({ "field-username": email }), script: snippets.resendEmailToken };
    await open(page, owner, "mails", resent);
    await send(page);
    await expect(messages(page)).toHaveText("A new verification email has been sent.");
    await expect.poll(() => owner.mailedToken(email, "kvf")).toBeTruthy();

    const token = (await owner.mailedToken(email, "kvf")) ?? "";
    const body = form({ "field-username": email, "field-token": token });
    await open(page, owner, "mails", { body, script: snippets.verifyEmail });
    await send(page);
    await expect(messages(page)).toHaveText("Your email has been verified.");
  });
});

test.describe("without a callback", () => {
  const clicked = (call: string) => ({ body: `<button id="go" onclick="${call}">Go</button>` });

  test("the answer's address is followed", async ({ page, owner }) => {
    await open(page, owner, "names", clicked(`AuthRocket.authenticate({username: 'frank', password: '${password}'})`));
    await page.locator("#go").click();
    await page.waitForURL(/\/in\?token=/);
  });

  test("errors are shown, and so is what there is to say", async ({ page, owner }) => {
    const said: string[] = [];
    page.on("dialog", (dialog) => {
      said.push(dialog.message());
      return dialog.dismiss();
    });
    await open(page, owner, "names", clicked("AuthRocket.authenticate({})"));
    await page.locator("#go").click();
    await expect.poll(() => said).toEqual(["Enter a username. Enter a password."]);
    await open(page, owner, "names", clicked("AuthRocket.forgotPassword({username: 'nobody'})"));
    await page.locator("#go").click();
    await expect.poll(() => said[1]).toContain("You should receive");
  });

  test("a login that needs a code goes to the hosted page, which can ask for one", async ({ page, owner }) => {
    await open(page, owner, "names", clicked(`AuthRocket.authenticate({username: 'grace', password: '${password}'})`));
    await page.locator("#go").click();
    await page.waitForURL(`${owner.urlOf("names")}/login`);
  });
});

test.describe("AuthRocket", () => {
  test("is the only name that a page gets, has every function of the seed, and each as a promise", async ({
    page,
    owner,
  }) => {
    await page.goto(owner.show(""));
    const before = await page.evaluate(() => Object.getOwnPropertyNames(window));
    await page.addScriptTag({ url: `${owner.urlOf("names")}/authrocket.js` });
    const after = await page.evaluate(() => Object.getOwnPropertyNames(window));
    expect(after.filter((name) => !before.includes(name))).toEqual(["AuthRocket"]);
    const functions = Object.keys(snippets).filter((name) => name !== "signupTokenHandler");
    const [names, promised] = await page.evaluate(() => [Object.keys(AuthRocket), Object.keys(AuthRocket.promises)]);
    expect(promised).toEqual(expect.arrayContaining(functions));
    expect(promised).toHaveLength(10);
    expect(names?.toSorted()).toEqual([...functions, "promises", "setInstanceUrl"].toSorted());
  });

  test("setInstanceUrl takes the app's address bare, with /v1, and with a slash after either", async ({
    page,
    owner,
  }) => {
    await open(page, owner, "names");
    const url = owner.urlOf("names");
    for (const address of [url, `${url}/`, `${url}/v1`, `${url}/v1/`]) {
      const answer = await page.evaluate((given) => {
        AuthRocket.setInstanceUrl(given);
        return AuthRocket.promises.checkSession({ token: "x" });
      }, address);
      expect(answer.valid, address).toBe(false);
    }
  });

  test("promises answer what was said, and do nothing else with it", async ({ page, owner }) => {
    await open(page, owner, "names");
    const here = page.url();
    page.on("dialog", () => expect("a dialog").toBe("none"));
    const [good, bad] = await page.evaluate(async (given) => {
      const { authenticate } = AuthRocket.promises;
      return [
        await authenticate({ username: "frank", password: given, org_name: null }),
        await authenticate({ username: "frank", password: 12 }),
      ] as const;
    }, password);
    expect(good).toMatchObject({ result: "okay", token: expect.any(String) });
    expect(bad).toEqual({ error: bad?.errors?.join(" "), errors: [expect.stringContaining("try again")] });
    expect(page.url()).toBe(here);
  });

  test("asks by JSONP where it is told to, and leaves nothing behind", async ({ page, owner }) => {
    await open(page, owner, "script");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(`${request.method()} ${request.resourceType()}`));
    const answer = await page.evaluate(
      async ([url = "", secret = ""]) => {
        AuthRocket.setInstanceUrl(url, { jsonp: true });
        const said = await AuthRocket.promises.authenticate({ username: "frank", password: secret });
        await new Promise((resolve) => setTimeout(resolve));
        const left = Object.getOwnPropertyNames(window).filter((name) => name.startsWith("authrocket_"));
        return { said, left, scripts: document.querySelectorAll("head script").length };
      },
      [owner.urlOf("script"), password],
    );
    expect(answer).toMatchObject({ said: { result: "okay" }, left: [], scripts: 0 });
    expect(asked).toEqual(["GET script"]);
  });

  test("answers an error, and never fails, where nobody can be asked", async ({ page, owner }) => {
    await open(page, owner, "names");
    await page.route(`${owner.origin}/silent/**`, (route) =>
      route.fulfill({ contentType: "text/javascript", body: "" }),
    );
    const sentence = "The login service could not be reached from here. Check your connection, then try again.";
    for (const [url, options] of [
      [`http://127.0.0.1:1`, {}],
      [`http://127.0.0.1:1`, { jsonp: true }],
      [owner.urlOf("names"), { jsonp: true }],
      [owner.urlOf("open"), {}],
      [owner.origin, {}],
      [`${owner.origin}/silent`, { jsonp: true }],
    ] as const) {
      const answer = await page.evaluate(
        async ([address, given]) => {
          AuthRocket.setInstanceUrl(address, given);
          return AuthRocket.promises.checkSession({ token: "x" });
        },
        [url, options] as const,
      );
      expect(answer, JSON.stringify([url, options])).toEqual({ error: sentence, errors: [sentence] });
    }
  });

  test("without cookies it reaches an app that lets pages of every origin in", async ({ page, owner }) => {
    await open(page, owner, "open");
    const answer = await page.evaluate((url) => {
      AuthRocket.setInstanceUrl(url, { cookies: false });
      return AuthRocket.promises.checkSession({ token: "x" });
    }, owner.urlOf("open"));
    expect(answer.valid).toBe(false);
  });

  test("says so when nobody has told it where the app is", async ({ page, owner }) => {
    await page.goto(owner.show(`<script src="${owner.urlOf("names")}/authrocket.js"></script>`));
    const answer = await page.evaluate(() => AuthRocket.promises.logout());
    expect(answer.error).toBe("Call AuthRocket.setInstanceUrl first.");
  });
});

test.describe("the README's examples", () => {
  const blocks = async (language: string) => {
    const readme = await readFile(path.resolve(import.meta.dirname, "../../README.md"), "utf8");
    const section = readme.split("\n## ").find((part) => part.startsWith("authrocket.js")) ?? "";
    return [...section.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, "g"))].map(([, code = ""]) => code);
  };

  test("log in with plain DOM, with a second factor too", async ({ page, owner }) => {
    const [html = ""] = await blocks("html");
    const shown = html.replaceAll("https://myapp.login.example.com", owner.urlOf("names"));
    const place = owner.show(shown);
    const fillIn = async (username: string, secret: string) => {
      await page.goto(place);
      await page.getByLabel("Username").fill(username);
      await page.getByLabel("Password").fill(secret);
      await page.getByRole("button", { name: "Log in" }).click();
    };
    await fillIn("frank", "wrong");
    await expect(page.getByRole("alert")).toContainText("try again");
    await fillIn("frank", password);
    await page.waitForURL(/\/in\?token=/);

    await fillIn("grace", password);
    await page.getByLabel("Code").fill(codeOf(otpSecret, new Date(), 1));
    await page.getByRole("button", { name: "Go on" }).click();
    await page.waitForURL(/\/in\?token=/);
  });

  test("await answers", async ({ page, owner }) => {
    const [js = ""] = await blocks("js");
    await open(page, owner, "names");
    const script = `async (token) => { ${js}; return { valid, error, message } }`;
    const answer = await page.evaluate(`(${script})("x")`);
    expect(answer).toMatchObject({ valid: false, message: expect.stringContaining("You should receive") });
  });
});

test.describe("GET /authrocket.js", () => {
  const every = async (owner: Owner) => {
    const newest = await owner.server.request("/authrocket.js");
    return { newest, version: String(newest.headers["content-location"]) };
  };

  test("is the same on every host, for pages of every origin, and asked for again within minutes", async ({
    owner,
  }) => {
    const { newest } = await every(owner);
    for (const host of [`localhost:${owner.server.port}`, new URL(owner.urlOf("names")).host]) {
      const { status, headers, text } = await owner.server.request("/authrocket.js", { host });
      expect([status, text]).toEqual([200, newest.text]);
      expect(headers).toMatchObject({
        "content-type": "text/javascript; charset=utf-8",
        "cache-control": "public, max-age=300",
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
        "x-content-type-options": "nosniff",
        etag: newest.headers.etag,
      });
      const again = { host, headers: { "If-None-Match": String(headers.etag) } };
      const unchanged = await owner.server.request("/authrocket.js", again);
      expect([unchanged.status, unchanged.text]).toEqual([304, ""]);
      expect(unchanged.headers["access-control-allow-origin"]).toBe("*");
    }
    expect((await owner.server.request("/authrocket.js", { host: "nobody.example" })).status).toBe(404);
  });

  test("names its version, which is kept for ever; any other is a 404 that is not kept", async ({ owner }) => {
    const { newest, version } = await every(owner);
    expect(version).toMatch(/^\/authrocket-[0-9a-f]{12}\.js$/);
    const { status, headers, text } = await owner.server.request(version);
    expect([status, text]).toEqual([200, newest.text]);
    expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(version).toContain(createHash("sha256").update(text).digest("hex").slice(0, 12));
    const other = await owner.server.request("/authrocket-000000000000.js");
    expect([other.status, other.headers["cache-control"]]).toEqual([404, "no-store"]);
    expect((await owner.server.request("/authrocket.js", { method: "POST" })).status).toBe(405);
  });

  test("is compressed to less than 3 KB, and has types beside it", async ({ owner }) => {
    const { newest } = await every(owner);
    const { headers } = await owner.server.request("/authrocket.js", { headers: { "Accept-Encoding": "br, gzip" } });
    expect(headers["content-encoding"]).toBe("gzip");
    expect(Number(headers["content-length"])).toBeLessThan(3 * 1024);
    expect(newest.headers["content-encoding"]).toBe(undefined);
    const types = await owner.server.request("/authrocket.d.ts");
    expect([types.status, types.headers["content-type"]]).toEqual([200, "text/plain; charset=utf-8"]);
    expect(types.text).toContain("setInstanceUrl");
  });
});
