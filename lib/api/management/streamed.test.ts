import { expect, test } from "vitest";
import { english } from "@/lib/domain/messages";
import { type RequestContext, withRequest } from "@/lib/request/context";
import { streamed, streamedMeanwhile } from "./streamed";

const reported: unknown[] = [];
const context: RequestContext = {
  id: "test",
  at: new Date(),
  url: new URL("http://localhost:3000/v1/export"),
  surface: { kind: "deployment", app: null },
  nonce: "test",
  voice: english,
  client: { ip: "192.0.2.1", userAgent: null },
  answer: {},
  report: (error) => reported.push(error),
  entered: false,
};

type Answer = typeof streamed;
const answer = (how: Answer, lines: AsyncIterator<string>) => withRequest(context, () => how(lines, "text/csv"));

/** Lines without an end, which know how many were taken and whether somebody said that it is enough. */
function endless() {
  const state = { taken: 0, isOver: false };
  async function* lines() {
    try {
      for (; ; state.taken += 1) yield `${"x".repeat(99)}\n`;
    } finally {
      state.isOver = true;
    }
  }
  return { state, lines: lines() };
}

test("an answer is made no further than it is read, and no more once the reader goes away", async () => {
  const { state, lines } = endless();
  const reader = answer(streamed, lines).body?.getReader();
  await new Promise(setImmediate);
  expect(state.taken).toBe(0);
  const piece = await reader?.read();
  expect(piece?.value?.length).toBeGreaterThan(32_000);
  expect(state.taken).toBeLessThan(700);
  await reader?.cancel();
  expect(state.isOver).toBe(true);
  expect(state.taken).toBeLessThan(700);
});

test("an answer to a file waits for no reader; it stops once the reader goes away", async () => {
  let made = 0;
  async function* lines() {
    for (; made < 1_000; made += 1) yield "line\n";
  }
  const response = answer(streamedMeanwhile, lines());
  await expect.poll(() => made).toBe(1_000);
  expect(await response.text()).toBe("line\n".repeat(1_000));

  const { state, lines: more } = endless();
  await answer(streamedMeanwhile, more).body?.cancel();
  await expect.poll(() => state.isOver).toBe(true);
});

test.each<[string, Answer]>([
  ["read", streamed],
  ["made", streamedMeanwhile],
])("what breaks while it is %s breaks the answer off, is logged, and is not told", async (_how, how) => {
  async function* lines() {
    yield "first\n";
    throw new Error("SELECT secret FROM users");
  }
  reported.length = 0;
  const text = await answer(how, lines())
    .text()
    .catch((error: Error) => error);
  expect(text).toEqual(new Error("An answer broke off."));
  expect(reported).toEqual([new Error("SELECT secret FROM users")]);
});
