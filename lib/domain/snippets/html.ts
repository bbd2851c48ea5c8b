import { code, type Integration, js, plainAddress } from "./integration";

/** A login form of the app's own, second factor included, with authrocket.js. */
export function htmlSnippet({ api, anyOrigin }: Integration): string {
  const instance = anyOrigin ? `${js(api)}, { cookies: false }` : js(api);
  return code(
    '<form id="login">',
    '  <label>Username <input name="username" autocomplete="username"></label>',
    '  <label>Password <input name="password" type="password" autocomplete="current-password"></label>',
    "  <button>Log in</button>",
    "</form>",
    '<form id="code" hidden>',
    '  <label>Code <input name="code" inputmode="numeric" autocomplete="one-time-code"></label>',
    "  <button>Go on</button>",
    "</form>",
    '<p id="problem" role="alert"></p>',
    "",
    `<script src="${plainAddress(api)}/authrocket.js"></script>`,
    "<script>",
    `  AuthRocket.setInstanceUrl(${instance});`,
    '  const [login, code, problem] = ["#login", "#code", "#problem"].map((id) => document.querySelector(id));',
    "  let started;",
    "",
    "  function goOn(response) {",
    '    problem.textContent = response.error ?? response.message ?? "";',
    "    if (response.url) window.location = response.url; // your login handler, with the token",
    '    if (response.result !== "need_mfa") return;',
    "    started = response;",
    "    [login.hidden, code.hidden] = [true, false];",
    "  }",
    "",
    '  login.addEventListener("submit", (event) => {',
    "    event.preventDefault();",
    "    AuthRocket.authenticate(Object.fromEntries(new FormData(login)), goOn);",
    "  });",
    '  code.addEventListener("submit", (event) => {',
    "    event.preventDefault();",
    "    const username = login.elements.username.value;",
    "    AuthRocket.authenticateCode({ username, token: started.token, code: code.elements.code.value }, goOn);",
    "  });",
    "</script>",
  );
}
