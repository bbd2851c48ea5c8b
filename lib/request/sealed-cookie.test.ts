import { expect, test } from "vitest";
import { openSealedCookie, sealForCookie } from "./sealed-cookie";

process.env.SECRET = "x".repeat(40);

test("security 9: what a browser carries for us is unreadable to it, in letters of a cookie, and comes back as it was", () => {
  const text = JSON.stringify({ token: "eyJ.eyJ1biI6ImZyYW5rIn0.x", name: "Fränk Pöole 🦉" });
  const sealed = sealForCookie(text);
  expect(sealed).toMatch(/^[\w-]+$/);
  expect(Buffer.from(sealed, "base64url").toString("latin1")).not.toMatch(/token|eyJ|name|nk P/);
  expect(sealForCookie(text)).not.toBe(sealed);
  expect(openSealedCookie(sealed)).toBe(text);
});

test("what was changed, cut or made up is nothing", () => {
  const sealed = sealForCookie("a text");
  const changed = `${sealed.slice(0, 30)}${sealed[30] === "A" ? "B" : "A"}${sealed.slice(31)}`;
  for (const value of [changed, sealed.slice(0, -4), "", "x", "!", Buffer.from("a text").toString("base64url")])
    expect(openSealedCookie(value), value).toBe(null);
});
