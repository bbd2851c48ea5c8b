import { expect, test } from "vitest";
import { problemSentence, sentence } from "@/lib/domain/messages";
import { en } from "@/lib/domain/messages/en";
import { type ProblemCode, problems } from "@/lib/domain/problem";

const codes = Object.keys(problems) as ProblemCode[];

test("every problem has a sentence, and every problem sentence a problem", () => {
  const told = Object.keys(en).filter((key) => key.startsWith("problem."));
  expect(told.sort()).toEqual(codes.map((code) => `problem.${code}`).sort());
});

test.each(codes)("%s is said in whole sentences without blame", (code) => {
  const said = problemSentence("en", { code, params: { min: 8 } });
  expect(said).toMatch(/^[A-Z].*\.$/);
  expect(said).not.toMatch(/[{}]|invalid|oops|illegal|failed|you must|error/i);
});

test("wrong credentials are one sentence that names neither the username nor the password as the wrong one", () => {
  expect(codes.filter((code) => code.startsWith("credentials."))).toEqual(["credentials.wrong"]);
  expect(problemSentence("en", { code: "credentials.wrong" })).toBe(
    "That did not get you in. Check the username or e-mail address and the password, then try again.",
  );
});

test("a wait is said in minutes, rounded up, with the noun that fits", () => {
  expect(problemSentence("en", { code: "throttle.wait", retryAfter: 30 })).toContain("Wait 1 minute,");
  expect(problemSentence("en", { code: "throttle.wait", retryAfter: 61 })).toContain("Wait 2 minutes,");
  expect(problemSentence("en", { code: "throttle.wait", params: { minutes: 5 } })).toContain("Wait 5 minutes,");
});

test("a value is put in as it is, and one that was not given leaves its place", () => {
  expect(sentence("en", "problem.password.too-short", { min: "$&{min}" })).toContain("at least $&{min} characters");
  expect(sentence("en", "problem.password.too-short")).toContain("{min}");
});
