import { readdir, readFile } from "node:fs/promises";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postForm } from "@/e2e/fixtures/post-form";
import { prepareData } from "@/e2e/fixtures/prepared-data";
import { freePort, spawnServer, startServer, until } from "@/e2e/fixtures/server";

let data: Awaited<ReturnType<typeof prepareData>>;
beforeAll(async () => {
  data = await prepareData();
});
afterAll(() => data.remove());

const start = (env: Record<string, string> = {}) =>
  startServer({ dataDir: data.dataDir, env: { SECRET: data.secret, ...env } });

/** What a start that fails says: exactly one sentence, and exit code 1. */
async function failure(options: Parameters<typeof spawnServer>[0]): Promise<string> {
  const server = await spawnServer(options);
  expect(await server.ended).toBe(1);
  const lines = server.errors().trimEnd().split("\n");
  expect(lines, server.errors()).toHaveLength(1);
  return lines.join("");
}

describe("a start that cannot succeed ends with one sentence and exit code 1", () => {
  test("a setting that cannot be used", async () => {
    expect(await failure({ env: { PUBLIC_URL: "ftp://gatehouse.example" } })).toBe(
      "The setting PUBLIC_URL cannot be used: it must be an http or https address.",
    );
    expect(await failure({ env: { TRUST_PROXY: "many" } })).toContain("TRUST_PROXY");
  });

  test("a database that does not answer", async () => {
    const port = await freePort();
    const databaseUrl = `postgresql://somebody:hidden@127.0.0.1:${port}/nothing`;
    const sentence = await failure({ databaseUrl, env: { SECRET: "x".repeat(32) } });
    expect(sentence).toMatch(/^The database at .* cannot be used/);
    expect(sentence).not.toContain("hidden");
  });

  test("a data directory that another process holds, and a port that is taken", async () => {
    const first = await start();
    expect(await failure({ dataDir: data.dataDir, env: { SECRET: data.secret } })).toContain(
      "is in use by another Gatehouse process",
    );
    expect(await failure({ port: first.port })).toBe(
      `Port ${first.port} is taken: stop what listens there, or set PORT.`,
    );
    expect((await first.request("/readyz")).status).toBe(200);
    expect(await first.stop()).toBe(0);
  });
});

test("on Linux the threads that hash passwords give way to the one that answers", async () => {
  const server = await start();
  const niceness = async (thread: number | string) => {
    const line = await readFile(`/proc/${server.pid}/task/${thread}/stat`, "utf8");
    return line.split(") ")[1]?.split(" ")[16];
  };
  const login = { host: `acorn.localhost:${server.port}`, fields: { username: "nobody", password: "wrong" } };
  expect((await postForm(server, "/login", login)).status).toBe(422);
  if (process.platform === "linux") {
    const threads = await readdir(`/proc/${server.pid}/task`);
    const given = await Promise.all(threads.map(niceness));
    expect(given.filter((one) => one === "10")).toHaveLength(1);
    expect(await niceness(server.pid)).toBe("0");
  }
  expect(await server.stop()).toBe(0);
});

describe("SIGTERM", () => {
  test("to npm start: the running request is answered, new ones are not taken, and the process ends with 0", async () => {
    const server = await startServer({
      dataDir: data.dataDir,
      env: { SECRET: data.secret },
      command: ["npm", "start"],
    });
    const host = `acorn.localhost:${server.port}`;
    const body = '--b\r\nContent-Disposition: form-data; name="username"\r\n\r\nfrank\r\n--b--\r\n';
    const running = await post(
      server.port,
      `POST /login HTTP/1.1\r\nHost: ${host}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    await until(async () => (await server.request("/healthz")).status === 200);

    const ended = server.kill("SIGTERM");
    await until(() =>
      server.request("/healthz").then(
        () => false,
        () => true,
      ),
    );
    running.socket.write(body);
    const answer = await running.answer;
    expect(answer).toMatch(/^HTTP\/1\.1 [24]\d\d /);
    expect(answer).toMatch(/^Connection: close\r$/m);
    expect(answer).toContain("</html>");
    expect(await ended).toBe(0);
    expect(server.log()).toContain("Stopped");
  });

  test("idle connections that are kept alive do not hold it up", async () => {
    const server = await start();
    const idle = connect(server.port, "127.0.0.1");
    const answered = new Promise((resolve) => idle.once("data", resolve));
    idle.write(`GET /healthz HTTP/1.1\r\nHost: localhost:${server.port}\r\n\r\n`);
    await answered;
    const began = Date.now();
    expect(await server.stop()).toBe(0);
    expect(Date.now() - began).toBeLessThan(5_000);
    idle.destroy();
  });
});

/** Opens a request and sends its head; the rest is the test's. */
async function post(port: number, head: string) {
  const socket = connect(port, "127.0.0.1");
  const answer = new Promise<string>((resolve, reject) => {
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.once("close", () => resolve(text));
    socket.once("error", reject);
  });
  await new Promise<void>((resolve) => socket.write(head, () => resolve()));
  return { socket, answer };
}
