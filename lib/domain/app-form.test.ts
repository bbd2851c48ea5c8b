import { expect, test } from "vitest";
import { appForm, hostedForm, newAppForm, permissionsTyped } from "./app-form";

test("a blank choice is as one level up, and what is not sent is not changed", () => {
  expect(hostedForm.parse({ login: "", signup: "false", locale: "", name_field: "hidden" })).toEqual({
    ...{ login: null, signup: false, locale: null, name_field: "hidden" },
  });
  expect(hostedForm.safeParse({ login: "maybe" }).success).toBe(false);
});

test.each([
  ["", null],
  ["-", []],
  ["billing, reports\nadmin", ["billing", "reports", "admin"]],
])("permissions typed as %j", (typed, permissions) => {
  expect(hostedForm.parse({ default_permissions: typed })).toEqual({ default_permissions: permissions });
  expect(hostedForm.parse({ default_permissions: permissionsTyped(permissions) })).toEqual({
    default_permissions: permissions,
  });
});

test("addresses are read a line each, and blanks around them do not count", () => {
  const typed = {
    ...{ login_handler: " https://app.example/in ", signup_handler: "", domains: " Login.Example.com.\r\n\r\n" },
    ...{ redirect_uris: "https://a.example/x\nhttps://b.example/y", allowed_origins: " ", handler_origins: "" },
  };
  expect(appForm.parse(typed)).toEqual({
    ...{ login_handler: "https://app.example/in", signup_handler: null, domains: ["login.example.com"] },
    ...{ redirect_uris: ["https://a.example/x", "https://b.example/y"], allowed_origins: null, handler_origins: [] },
  });
});

test.each(["localhost", "https://x.example", "x.example/path", "10.0.0.1", "-x.example", "a b.example", "x..example"])(
  "%s is no host name of an owner's",
  (typed) => {
    const read = appForm.safeParse({ domains: typed });
    expect(read.error?.issues[0]).toMatchObject({ params: { fault: { code: "domain.malformed" } } });
  },
);

test("a new app needs a name and an address to come back to", () => {
  for (const login_handler of [" ", "x"])
    expect(newAppForm.safeParse({ name: "", login_handler }).error?.issues).toHaveLength(2);
});
