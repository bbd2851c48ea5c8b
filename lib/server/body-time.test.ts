import { createServer, IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { limitBodyTime } from "./body-time";
import { GuardedResponse } from "./response-guard";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Sends a post of 100 bytes of which 10 come, to a server that does that with it; answers what came back, and when it is over. */
async function slowPost(act: (response: GuardedResponse, lift: () => void) => void) {
  let hasArrived = false;
  const server = createServer({ IncomingMessage, ServerResponse: GuardedResponse }, (request, response) => {
    request.resume();
    act(response, limitBodyTime(request, response));
    hasArrived = true;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  let said = "";
  let isOver = false;
  socket.on("data", (data) => {
    said += data;
  });
  socket.once("close", () => {
    isOver = true;
  });
  socket.on("error", () => undefined);
  socket.write("POST /v1/orgs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n0123456789");
  await expect.poll(() => hasArrived).toBe(true);
  const close = () => {
    socket.destroy();
    server.close();
  };
  return { said: () => said, isOver: () => isOver, close };
}

test("a body that has not come whole in half a minute is answered 408, and the connection closed", async () => {
  const post = await slowPost(() => undefined);
  vi.advanceTimersByTime(29_000);
  await new Promise(setImmediate);
  expect([post.said(), post.isOver()]).toEqual(["", false]);
  vi.advanceTimersByTime(1_000);
  await expect.poll(post.isOver).toBe(true);
  expect(post.said()).toMatch(/^HTTP\/1\.1 408 /);
  post.close();
});

test("also where it was answered before: the connection is closed", async () => {
  const post = await slowPost((response) => response.end("early"));
  await expect.poll(post.said).toMatch(/early/);
  vi.advanceTimersByTime(30_000);
  await expect.poll(post.isOver).toBe(true);
  post.close();
});

test("a file may take longer", async () => {
  const post = await slowPost((_response, lift) => lift());
  vi.advanceTimersByTime(600_000);
  await new Promise(setImmediate);
  expect([post.said(), post.isOver()]).toEqual(["", false]);
  post.close();
});
