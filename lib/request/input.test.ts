import { describe, expect, test } from "vitest";
import { loginInput } from "@/lib/flows/login";
import { signupInput } from "@/lib/flows/signup";
import { formFields, readInput } from "./input";

type Field = readonly [string, string | Blob];

function form(...fields: readonly Field[]): FormData {
  const made = new FormData();
  for (const [name, value] of fields) made.append(name, value);
  return made;
}

const read = (...fields: readonly Field[]) => readInput(loginInput, formFields(form(...fields)));
const refused = (code: string, field?: string) => ({ ok: false, problems: [field ? { code, field } : { code }] });

describe("the fields of a form", () => {
  test("are read as they were typed, and those left out are blank", () => {
    const typed = " Ａlice \u202e\n";
    expect(read(["username", typed], ["password", "p w"])).toEqual({
      ok: true,
      value: { username: typed, email: "", password: "p w" },
    });
    expect(read()).toEqual({ ok: true, value: { username: "", email: "", password: "" } });
  });

  test("security 33: that are none of the form's are never looked at", () => {
    const outcome = read(
      ["username", "alice"],
      ["__proto__", "polluted"],
      ["constructor", "polluted"],
      ["__proto__[polluted]", "1"],
      ["realm_id", "rl_x"],
      ["realm_id", "rl_y"],
      ["toString", "x"],
      ["$ACTION_KEY", "k"],
    );
    expect(outcome).toEqual({ ok: true, value: { username: "alice", email: "", password: "" } });
    expect(Object.hasOwn({}, "polluted") || "polluted" in {}).toBe(false);
  });

  test("that were sent twice, as a list or as an object are problems, never a match", () => {
    expect(read(["username", "a"], ["username", "b"])).toEqual(refused("field.not-single", "username"));
    expect(read(["username", "a"], ["username", "a"])).toEqual(refused("field.not-single", "username"));
    expect(read(["username[]", "a"])).toEqual(refused("field.not-single", "username"));
    expect(read(["username", "a"], ["username[]", "b"])).toEqual(refused("field.not-single", "username"));
    expect(read(["username[]", "a"], ["password[]", "b"])).toEqual({
      ok: false,
      problems: [
        { code: "field.not-single", field: "username" },
        { code: "field.not-single", field: "password" },
      ],
    });
  });

  test("that are files are problems, of any size", () => {
    expect(read(["username", new Blob([])])).toEqual(refused("field.not-single", "username"));
    expect(read(["password", new Blob(["x"])])).toEqual(refused("field.not-single", "password"));
  });

  test("security 30: that no database could keep are problems: NUL, half a surrogate pair", () => {
    for (const text of ["a\0b", "\0", "\ud800", "a\udc00b"]) {
      const raw = (name: string) => (name === "username" ? [text] : []);
      expect(readInput(loginInput, raw), JSON.stringify(text).slice(0, 20)).toEqual(
        refused("text.not-allowed", "username"),
      );
    }
    expect(read(["username", "x".repeat(60_000)]).ok).toBe(true);
    expect(read(["username", "😀"]).ok).toBe(true);
  });
});

describe("security 82: values that are no text, as an API may send them,", () => {
  test.each([
    ["a number", 7],
    ["a float", 1e308],
    ["a truth", true],
    ["null", null],
    ["a list", ["alice"]],
    ["an empty list", []],
    ["an operator", { not: "" }],
    ["another operator", { $ne: 1 }],
    ["something with a text of its own", { toString: () => "alice" }],
    ["a String object", Object("alice")],
  ])("%s is a problem of its field, never a match", (_what, value) => {
    expect(readInput(loginInput, (name) => (name === "username" ? [value] : []))).toEqual(
      refused("field.not-single", "username"),
    );
  });

  test("a field that the form may leave out stays out", () => {
    const outcome = readInput(signupInput, () => []);
    expect(outcome.ok && Object.keys(outcome.value).sort()).toEqual([
      "email",
      "first_name",
      "last_name",
      "org_name",
      "password",
      "username",
    ]);
  });
});
