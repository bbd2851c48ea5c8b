import bcrypt from "bcryptjs";
import { describe, expect, test } from "vitest";
import { BusyError } from "@/lib/domain/busy";
import { hashPassword, verifyPassword } from "./password-hash";
import { WorkQueue } from "./work-queue";

describe("password hashes", () => {
  test("a new one is argon2id with 19 MiB, two passes and one lane, salted", async () => {
    const [one, other] = [await hashPassword("seven quiet herons"), await hashPassword("seven quiet herons")];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(await verifyPassword(one, "seven quiet herons")).toEqual({ matches: true, outdated: false });
    expect(await verifyPassword(one, "seven quiet heronz")).toEqual({ matches: false, outdated: false });
  });

  test("nobody's matches nothing, and is looked at for as long as a real one", async () => {
    const began = performance.now();
    expect(await verifyPassword(null, "")).toEqual({ matches: false, outdated: false });
    expect(await verifyPassword(null, "gatehouse-nobody")).toEqual({ matches: false, outdated: false });
    expect(performance.now() - began).toBeGreaterThan(4);
  });

  test("a bcrypt hash from elsewhere verifies, and is outdated", async () => {
    const foreign = await bcrypt.hash("seven quiet herons", 4);
    expect(await verifyPassword(foreign, "seven quiet herons")).toEqual({ matches: true, outdated: true });
    expect(await verifyPassword(foreign.replace("$2b$", "$2y$"), "another")).toEqual({
      matches: false,
      outdated: true,
    });
  });

  test("a hash that cannot be read matches nothing, and is looked at for as long as a real one", async () => {
    for (const garbage of ["$argon2id$garbage", "garbage", "", `$2b$31$${"a".repeat(53)}`]) {
      const began = performance.now();
      expect(await verifyPassword(garbage, "x")).toEqual({ matches: false, outdated: true });
      expect(performance.now() - began).toBeGreaterThan(4);
    }
  });
});

describe("the queue", () => {
  test("runs so many at once, lets so many wait, and refuses the rest at once; none is lost", async () => {
    const queue = new WorkQueue(2, 3);
    let running = 0;
    let most = 0;
    const gates: (() => void)[] = [];
    const job = async () => {
      most = Math.max(most, ++running);
      await new Promise<void>((resolve) => gates.push(resolve));
      running--;
    };
    const jobs = Array.from({ length: 7 }, () =>
      queue.run(job).then(
        () => "done",
        (error) => error,
      ),
    );
    expect(queue.full).toBe(true);
    const open = async () => {
      while (gates.length > 0) {
        gates.shift()?.();
        await new Promise(setImmediate);
      }
    };
    await open();
    const results = await Promise.all(jobs);
    expect(results.filter((result) => result === "done")).toHaveLength(5);
    expect(results.filter((result) => result instanceof BusyError)).toHaveLength(2);
    expect([most, running, queue.full]).toEqual([2, 0, false]);
  });

  test("a job that fails makes room for the next", async () => {
    const queue = new WorkQueue(1, 1);
    await expect(queue.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await expect(queue.run(async () => "yes")).resolves.toBe("yes");
  });
});
