import { db } from "./client";
import type { Db } from "./sql";

/** Thrown inside a transaction where something else was quicker. */
export class TooLate extends Error {}

/**
 * Runs the writes of a transaction, all of which are undone where one of them says that it is too late. Answers whether
 * they hold.
 */
export async function unlessTooLate(work: (tx: Db) => Promise<void>): Promise<boolean> {
  try {
    await db().$transaction(work);
    return true;
  } catch (error) {
    if (error instanceof TooLate) return false;
    throw error;
  }
}

/** Says so where a conditional write did not find the one row it is for. */
export function mustBeOne({ count }: { count: number }): void {
  if (count !== 1) throw new TooLate();
}
