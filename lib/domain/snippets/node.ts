import { code, type Integration, js } from "./integration";

/** A whole login handler in Node, with jose. */
export function nodeSnippet({ login, handler, mode, algo }: Integration): string {
  const isRsa = algo === "rs256";
  const isPosted = mode !== "query";
  return code(
    "// npm install jose. Save as login.mjs, set JWT_KEY, and start it: node login.mjs",
    'import { randomUUID } from "node:crypto";',
    'import { createServer } from "node:http";',
    'import { env } from "node:process";',
    isPosted && 'import { text } from "node:stream/consumers";',
    `import { ${isRsa ? "importSPKI, " : ""}jwtVerify } from "jose";`,
    "",
    isRsa
      ? 'const key = await importSPKI(env.JWT_KEY, "RS256"); // the public key, as PEM'
      : "const key = new TextEncoder().encode(env.JWT_KEY); // whole, with its jsk_",
    `const handler = new URL(${js(handler)});`,
    "const sessions = new Map(); // yours outlive a restart",
    "",
    "createServer(async (request, response) => {",
    "  const url = new URL(request.url, handler);",
    "  if (url.pathname !== handler.pathname) return response.writeHead(404).end();",
    isPosted
      ? "  const sent = new URLSearchParams(await text(request)); // the token is posted"
      : "  const sent = url.searchParams;",
    "  try {",
    '    const token = sent.get("token") ?? "";',
    `    const { payload } = await jwtVerify(token, key, { algorithms: ["${algo.toUpperCase()}"], requiredClaims: ["exp", "uid"] });`,
    "    const session = randomUUID();",
    "    sessions.set(session, payload.uid); // uid never changes; username and names may",
    '    const onward = new URL(sent.get("redir") ?? "/", handler); // a clean address: no token stays in it',
    "    response.writeHead(303, {",
    `      "set-cookie": \`session=\${session}; Path=/; HttpOnly; SameSite=Lax${handler.startsWith("https:") ? "; Secure" : ""}\`,`,
    "      location: onward.origin === handler.origin ? onward.href : handler.origin, // never to others' pages",
    "    });",
    "  } catch {",
    `    response.writeHead(303, { location: ${js(login)} });`,
    "  }",
    "  response.end();",
    `}).listen(${portOf(handler)});`,
  );
}

/** Where the handler listens: at the port of its address, or behind whatever ends https for it. */
function portOf(handler: string): number {
  const { protocol, port } = new URL(handler);
  return protocol === "http:" && port !== "" ? Number(port) : 8080;
}
