import { expect, test } from "vitest";
import { eventTypes, eventTypesFrom, isEventPattern, isMailedEvent } from "./event-types";

test("every event is listed once, by AuthRocket's names", () => {
  expect(new Set(eventTypes).size).toBe(eventTypes.length);
  for (const type of eventTypes) expect(type).toMatch(/^(ping|[a-z_]+(\.[a-z_]+)+)$/);
});

test("a webhook asks for events by name, by a beginning up to a dot, or for all; a ping comes unasked", () => {
  const taken = ["*", "user.*", "user.login.*", "user.email.verified", "app_hook.*"];
  const not = [
    "",
    "ping",
    "user",
    "user.",
    "user.login",
    "user*",
    "*.created",
    ".*",
    "u.*",
    "user.log.*",
    "user.**",
    "x",
  ];
  expect([...taken, ...eventTypes.filter((type) => type !== "ping")].filter((one) => !isEventPattern(one))).toEqual([]);
  expect(not.filter(isEventPattern)).toEqual([]);
});

test("mails go out about users who are still there", () => {
  expect(["user.created", "user.login.failed"].filter((one) => !isMailedEvent(one))).toEqual([]);
  expect(["user.deleted", "org.created", "user.*", "*", "ping", "user.x"].filter(isMailedEvent)).toEqual([]);
});

test("a beginning stands for the types that begin so", () => {
  expect(eventTypesFrom("user.login")).toEqual(["user.login.succeeded", "user.login.failed", "user.login.initiated"]);
  expect(eventTypesFrom("user.login.failed")).toEqual(["user.login.failed"]);
  expect(eventTypesFrom("nothing")).toEqual([]);
});
