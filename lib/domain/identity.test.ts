import { expect, test } from "vitest";
import { filledIn, readIdentity, standardClaims } from "./identity";

const read = (claims: object) => {
  const identity = readIdentity({ sub: "nora-7", ...claims }, standardClaims);
  if (!identity) throw new Error("No subject was read.");
  return identity;
};

test("what a profile leaves out is filled in, and what it says counts", () => {
  const told = read({ given_name: "Nora" });
  const signed = read({ given_name: "N.", family_name: "North", email: "nora@example.com", email_verified: true });
  expect(filledIn(told, signed)).toMatchObject({
    ...{ firstName: "Nora", lastName: "North" },
    ...{ email: { canonical: "nora@example.com" }, emailVerified: true },
  });
});

test("security 104: the word that one address is verified is no word for another", () => {
  const told = read({ email: "eve@example.com" });
  const signed = read({ email: "nora@example.com", email_verified: true });
  expect(filledIn(told, signed)).toMatchObject({ email: { canonical: "eve@example.com" }, emailVerified: false });
});
