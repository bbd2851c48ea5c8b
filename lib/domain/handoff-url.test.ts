import { expect, test } from "vitest";
import { handOff, handoffUrl } from "@/lib/domain/handoff-url";

const handler = "https://app.example/login";

test("the token comes first, then the signup, then the way back", () => {
  expect(handoffUrl(handler, { token: "a.b.c" })).toBe(`${handler}?token=a.b.c`);
  expect(handoffUrl(handler, { token: "a.b.c", signup: true })).toBe(`${handler}?token=a.b.c&signup=true`);
  expect(handoffUrl(handler, { token: "a.b.c", redir: "/x?y=1&z=2" })).toBe(
    `${handler}?token=a.b.c&redir=%2Fx%3Fy%3D1%26z%3D2`,
  );
  expect(handoffUrl(handler, { token: "t", signup: true, redir: "/x" })).toBe(
    `${handler}?token=t&signup=true&redir=%2Fx`,
  );
});

test("no signup and no way back leave nothing behind", () => {
  expect(handoffUrl(handler, { token: "t", signup: false, redir: null })).toBe(`${handler}?token=t`);
});

test("a handler keeps its own query in front and its fragment at the end", () => {
  expect(handoffUrl(`${handler}?app=1&x=%20+y`, { token: "t" })).toBe(`${handler}?app=1&x=%20+y&token=t`);
  expect(handoffUrl(`${handler}?`, { token: "t" })).toBe(`${handler}?token=t`);
  expect(handoffUrl(`${handler}?a=1&`, { token: "t" })).toBe(`${handler}?a=1&token=t`);
  expect(handoffUrl("https://app.example/#/login", { token: "t" })).toBe("https://app.example/?token=t#/login");
  expect(handoffUrl("https://app.example/?a#/x?y", { token: "t" })).toBe("https://app.example/?a&token=t#/x?y");
});

test("an address cannot bring a token of its own, however it is written", () => {
  for (const query of ["token=evil", "a=1&token=evil", "%74oken=evil", "token", "signup=true&redir=/evil"]) {
    const params = new URL(handoffUrl(`${handler}?${query}`, { token: "t" })).searchParams;
    expect(params.getAll("token")).toEqual(["t"]);
    expect([...params.keys()].filter((name) => name !== "a")).toEqual(["token"]);
  }
});

test("nothing in a value can end it", () => {
  const url = new URL(handoffUrl(handler, { token: "a&b=c#d", redir: "/?token=evil#\u00e9" }));
  expect([...url.searchParams]).toEqual([
    ["token", "a&b=c#d"],
    ["redir", "/?token=evil#\u00e9"],
  ]);
});

test("in mode fragment everything of ours stands behind the #, after the handler's own", () => {
  const handed = { token: "a.b", signup: true, redir: "/x?y" };
  expect(handOff("https://a.example/in?k=1&token=old#own", "fragment", handed)).toEqual({
    url: "https://a.example/in?k=1#own&token=a.b&signup=true&redir=%2Fx%3Fy",
    post: null,
  });
});

test("in mode form_post the form goes to the handler without anything of ours in its address", () => {
  const handed = { token: "a.b", signup: true, redir: "/x?y" };
  expect(handOff("https://a.example/in?k=1&redir=old#own", "form_post", handed).post).toEqual({
    action: "https://a.example/in?k=1",
    fields: { token: "a.b", signup: "true", redir: "/x?y" },
  });
  expect(handOff("https://a.example/in", "query", handed)).toEqual({
    url: handoffUrl("https://a.example/in", handed),
    post: null,
  });
});
