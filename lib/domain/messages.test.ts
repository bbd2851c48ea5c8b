import { expect, test } from "vitest";
import { apiSentence, english, problemSentence, sentence } from "@/lib/domain/messages";
import { en } from "@/lib/domain/messages/en";
import { type ProblemCode, problems } from "@/lib/domain/problem";

const codes = Object.keys(problems) as ProblemCode[];

test("every problem has a sentence, and every problem sentence a problem", () => {
  const told = Object.keys(en).filter((key) => key.startsWith("problem."));
  expect(told.sort()).toEqual(codes.map((code) => `problem.${code}`).sort());
});

test.each(codes)("%s is said in whole sentences without blame", (code) => {
  const said = problemSentence(english, {
    code,
    params: {
      min: 8,
      sentence: "login.title",
      place: "app",
      max: 200,
      variable: "x",
      known: "y",
      line: 2,
      reason: "z",
      address: "https://id.example/login",
      values: "x, y",
      root: "org",
      event: "e",
      name: "plan",
      cells: 3,
      columns: 4,
      most: "bcrypt up to cost 14",
      typed: "red",
      list: "In light, text on page has 2:1 and needs 4.5:1.",
    },
  });
  expect(said).toMatch(/^[A-Z].*\.$/);
  expect(said).not.toMatch(/[{}]|invalid|oops|illegal|failed|you must|error/i);
});

test("a program is told in AuthRocket's words where it has some, else as a person is", () => {
  const own = Object.keys(en).filter((key) => key.startsWith("api."));
  expect(own.filter((key) => !codes.includes(key.slice("api.".length) as ProblemCode))).toEqual([]);
  expect(apiSentence({ code: "username.blank" })).toBe("Username can't be blank");
  expect(apiSentence({ code: "password.too-short", params: { min: 12 } })).toContain("minimum is 12 characters");
  expect(apiSentence({ code: "not-found" })).toBe(problemSentence(english, { code: "not-found" }));
});

test("wrong credentials are one sentence that names neither the username nor the password as the wrong one", () => {
  expect(codes.filter((code) => code.startsWith("credentials."))).toEqual(["credentials.wrong"]);
  expect(problemSentence(english, { code: "credentials.wrong" })).toBe(
    "That did not get you in. Check the username or e-mail address and the password, then try again.",
  );
});

test("a wait is said in minutes, rounded up, with the noun that fits", () => {
  expect(problemSentence(english, { code: "throttle.wait", retryAfter: 30 })).toContain("Wait 1 minute,");
  expect(problemSentence(english, { code: "throttle.wait", retryAfter: 61 })).toContain("Wait 2 minutes,");
  expect(problemSentence(english, { code: "throttle.wait", params: { minutes: 5 } })).toContain("Wait 5 minutes,");
});

test("a value is put in as it is, and one that was not given leaves its place", () => {
  expect(sentence(english, "problem.password.too-short", { min: "$&{min}" })).toContain("at least $&{min} characters");
  expect(sentence(english, "problem.password.too-short")).toContain("{min}");
});
