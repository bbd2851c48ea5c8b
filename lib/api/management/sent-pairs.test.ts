import { describe, expect, test } from "vitest";
import { fromPairs } from "./sent-pairs";

const read = (text: string) => JSON.parse(JSON.stringify(fromPairs(new URLSearchParams(text))));

describe("the pairs of a form or a query", () => {
  test("stand for the JSON that they spell", () => {
    expect(read("user[token]=utk_1&request[ip]=192.0.2.1&realm_id=rl_1")).toEqual({
      user: { token: "utk_1" },
      request: { ip: "192.0.2.1" },
      realm_id: "rl_1",
    });
    expect(read("org[custom][plan]=pro&org[name]=A%20%26%20B&org[tags][]=a&org[tags][]=b&expand[]=user")).toEqual({
      org: { custom: { plan: "pro" }, name: "A & B", tags: ["a", "b"] },
      expand: ["user"],
    });
  });

  test("security 81: a name that comes twice is a list, which no single field takes", () => {
    expect(read("sort=name&sort=id&org[name]=a&org[name]=b&org[name]=c")).toEqual({
      sort: ["name", "id"],
      org: { name: ["a", "b", "c"] },
    });
  });

  test("names that are no path are names as they stand, and none reaches an object's own machinery", () => {
    expect(read("[]=1&a]b=2&a[=3&=4")).toEqual({ "[]": "1", "a]b": "2", "a[": "3", "": "4" });
    const made = fromPairs(new URLSearchParams("__proto__[polluted]=1&constructor[prototype][polluted]=1"));
    expect(Object.keys(made)).toEqual(["__proto__", "constructor"]);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  test("what contradicts itself, or goes too deep, is refused; a hundred thousand names are read at once", () => {
    for (const text of ["a=1&a[b]=2", "a[b]=1&a=2", "a[b]=1&a[]=2", "a[]=1&a[b]=2", "a[b][c][d][e]=1"])
      expect(() => read(text), text).toThrow(/400/);
    const began = performance.now();
    expect(read("a=1&".repeat(100_000)).a).toHaveLength(100_000);
    expect(read("a[]=1&".repeat(100_000)).a).toHaveLength(100_000);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
