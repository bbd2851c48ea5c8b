import { expect, fill, newPerson, problems, submit, test } from "../fixtures/browser";

/** A form on somebody else's page that sends itself, to where a form of ours would go. */
async function foreignForm(
  request: { text: () => Promise<string> },
  to: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  const hidden = [...(await request.text()).matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)];
  const inputs = [...hidden.map(([, name, value = ""]) => [name, value]), ...Object.entries(fields)];
  const html = inputs.map(([name, value]) => `<input name="${name}" value="${value}">`).join("");
  return `<form id="f" method="post" enctype="multipart/form-data" action="${to}">${html}</form><script>document.getElementById("f").submit()</script>`;
}

test("security 22: a form that another site sends by itself signs nobody in or up", async ({
  page,
  demo,
  attacker,
  context,
  request,
  complaints,
}) => {
  const { url } = demo.demo.apps.user;
  const host = { Host: new URL(url).host };
  const local = `http://127.0.0.1:${demo.server.port}`;
  const { username, password } = demo.demo.user;
  const person = newPerson();
  const mails = async () => JSON.parse((await demo.server.request("/demo/mail.json")).text).length;
  const mailsBefore = await mails();
  for (const [path, fields] of [
    ["/login", { username, password }],
    ["/signup", person],
    ["/forgot_password", { username }],
  ] as const) {
    const html = await foreignForm(await request.get(local + path, { headers: host }), url + path, fields);
    const sandboxed = `<iframe sandbox="allow-forms allow-scripts" srcdoc="${html.replaceAll('"', "&quot;")}"></iframe>`;
    for (const served of [html, sandboxed]) {
      const refused = () =>
        demo.server
          .log()
          .split("\n")
          .filter((line) => line.includes(`"path":"${path}"`) && line.includes('"method":"POST","status":403')).length;
      const before = refused();
      await page.goto(attacker.serve(served));
      await expect.poll(refused, "the front refused it").toBe(before + 1);
      expect((await context.cookies(url)).map((cookie) => cookie.name)).not.toContain("gh_session");
    }
  }
  await page.goto(`${url}/login`);
  await fill(page, { username: person.username, password: person.password });
  await submit(page);
  await expect(problems(page), "that person was not made").toHaveCount(1);
  expect(await mails(), "nor anybody mailed").toBe(mailsBefore);
  complaints.length = 0; // the page in the attacker's frame is not shown, and Chromium says so
});

test("security 22: an image, a frame, a fetch and a foreign form of /logout end nothing; going there does", async ({
  page,
  demo,
  attacker,
  signUp,
  context,
  complaints,
}) => {
  await signUp(page);
  const { url } = demo.demo.apps.user;
  const secret = async () => (await context.cookies(url)).find((cookie) => cookie.name === "gh_session")?.value;
  const before = await secret();
  expect(before).toMatch(/^[\w-]{43}$/);
  const html = `<img src="${url}/logout"><iframe src="${url}/logout"></iframe>
    <form method="post" target="t" action="${url}/logout"></form><iframe name="t"></iframe>
    <script>document.forms[0].submit(); fetch("${url}/logout", { mode: "no-cors", credentials: "include" })
      .finally(() => { document.title = "tried" })</script>`;
  await page.goto(attacker.serve(html));
  await page.waitForFunction(() => document.title === "tried");
  await page.goto(`${url}/logged_out`);
  await expect(page.locator("h1"), "the session lives").toContainText("Log out of");
  expect(await secret()).toBe(before);
  await page.goto(`${url}/logout`);
  await expect(page.locator("h1")).toHaveText("You are logged out");
  expect(await secret()).toBe(undefined);
  complaints.length = 0; // the attacker's page is refused what it tries, and Chromium says so
});

test("security 12: no page of ours is shown in a frame", async ({ page, demo, attacker, complaints }) => {
  const { url } = demo.demo.apps.user;
  const hosted = ["login", "signup", "verify_login", "enrol", "forgot_password", "reset_password", "logged_out"];
  const places = [...hosted.map((name) => `${url}/${name}`), `${demo.demo.origin}/console/login`];
  await page.goto(attacker.serve(places.map((place) => `<iframe src="${place}"></iframe>`).join("")));
  await page.waitForLoadState("networkidle");
  const frames = page.frames().filter((frame) => frame !== page.mainFrame());
  expect(frames).toHaveLength(places.length);
  for (const frame of frames) expect(await frame.locator("input").count()).toBe(0);
  expect(complaints.filter((text) => text.includes("frame-ancestors"))).toHaveLength(places.length);
  complaints.length = 0;
});

test("security 2: a script that got into a page without its nonce does not run", async ({ page, demo, complaints }) => {
  const { url } = demo.demo.apps.user;
  const injected = `<script>document.title = "ran"</script><img src="x" onerror="document.title = 'ran'">`;
  await page.route(`${url}/login`, async (route) => {
    const { status, headers, text } = await demo.server.request("/login", { host: new URL(url).host });
    const kept = { "content-type": "text/html", "content-security-policy": String(headers["content-security-policy"]) };
    await route.fulfill({ status, headers: kept, body: text.replace("</main>", `${injected}</main>`) });
  });
  await page.goto(`${url}/login`);
  await expect
    .poll(() => complaints.filter((text) => text.includes("Content Security Policy")).length)
    .toBeGreaterThanOrEqual(2);
  expect(await page.title()).toBe("Acorn Notes");
  complaints.length = 0;
});

test("security 23: a password that was typed is nowhere afterwards", async ({ page, demo }) => {
  const password = "a-password-to-look-for-2";
  const person = { ...newPerson(), password };
  await page.goto(`${demo.demo.apps.user.url}/signup`);
  await fill(page, { ...person, email: "not an address" });
  await submit(page);
  await expect(problems(page)).toHaveCount(1);
  await fill(page, person);
  await submit(page);
  await page.waitForURL(`${demo.demo.origin}/demo/account`);
  await page.goBack();
  await page.waitForURL("**/signup");
  await page.evaluate(() => history.forward());
  await page.waitForURL(`${demo.demo.origin}/demo/account`);
  await page.waitForLoadState("networkidle");
  const seen = await page.evaluate(() =>
    JSON.stringify([
      performance.getEntries(),
      history.state,
      location.href,
      document.documentElement.outerHTML,
      { ...localStorage },
      { ...sessionStorage },
    ]),
  );
  expect(seen).not.toContain(password);
  expect(JSON.stringify(await page.context().storageState())).not.toContain(password);
  expect(demo.server.log() + demo.server.errors()).not.toContain(password);
  expect(demo.server.log(), "nor any token").not.toMatch(/eyJ|token=/);
});
