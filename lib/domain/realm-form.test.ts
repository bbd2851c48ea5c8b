import { expect, test } from "vitest";
import { realmFormInput, realmOfForm } from "./realm-form";

const read = (sent: Readonly<Record<string, string>>) => realmOfForm(realmFormInput.parse(sent));

test("a box that is not ticked says no", () => {
  const fields = { require_unique_emails: false, seamless_sso: false, keep_provider_tokens: false };
  expect(read({ name: "North" })).toMatchObject({
    name: "North",
    ...fields,
    hide_account_existence: false,
    custom: {},
  });
  expect(read({ seamless_sso: "true" })).toMatchObject({ seamless_sso: true });
});

test("organisations are told of with their memberships alone", () => {
  expect(read({ token_memberships: "orgs", token_custom: "true" }).jwt_fields).toEqual([
    "custom",
    "memberships",
    "orgs",
  ]);
  expect(read({ token_memberships: "memberships" }).jwt_fields).toEqual(["memberships"]);
  expect(read({}).jwt_fields).toEqual([]);
});
