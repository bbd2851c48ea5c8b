import { expect, test } from "vitest";
import { builtInSettings, hostedSettings, resolveHostedSettings } from "@/lib/domain/hosted-settings";

test("an app's setting comes before its realm's, and that before the built-in one", () => {
  const realm = { name_field: "required", password_field: "twice", default_permissions: ["a"] };
  expect(resolveHostedSettings({ password_field: "once", signup: false }, realm)).toEqual({
    ...builtInSettings,
    name_field: "required",
    password_field: "once",
    signup: false,
    default_permissions: ["a"],
  });
});

test("null and absent mean one level up, while false and an empty list are said", () => {
  const realm = { login: false, locale: "de", default_permissions: ["a"] };
  expect(resolveHostedSettings({ login: null, locale: undefined, default_permissions: [] }, realm)).toEqual({
    ...builtInSettings,
    login: false,
    locale: "de",
  });
});

test.each([null, undefined, "text", 7, true, [], ["login"], new Date(0)])(
  "stored settings that are %s are the built-in ones",
  (stored) => {
    expect(resolveHostedSettings(stored, stored)).toEqual(builtInSettings);
  },
);

test("one malformed or unknown value is ignored by itself", () => {
  const app = JSON.parse(
    '{"login":"yes","signup_mode":"admin","jsonp":true,"realm_id":"rl_1","__proto__":{"signup":false},"locale":"../x"}',
  );
  const settings = resolveHostedSettings(app, { default_permissions: "all", signup_mode: "user_org" });
  expect(settings).toEqual({ ...builtInSettings, jsonp: true, signup_mode: "user_org" });
});

test("a new app has JSONP off, and login and signup on", () => {
  expect(builtInSettings).toMatchObject({ jsonp: false, login: true, signup: true });
});

test("what is to be stored is checked: nothing is required, null is allowed, unknown names fall away", () => {
  expect(hostedSettings.parse({})).toEqual({});
  expect(hostedSettings.parse({ login: null, locale: "pt-BR", x: 1 })).toEqual({ login: null, locale: "pt-BR" });
  expect(hostedSettings.safeParse({ login: "yes" }).success).toBe(false);
  expect(Object.keys(hostedSettings.shape).sort()).toEqual(Object.keys(builtInSettings).sort());
});
