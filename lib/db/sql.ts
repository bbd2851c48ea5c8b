import { Prisma } from "./generated/client";

/** Prisma, or one of its transactions: what a part of a transaction runs on. */
export type Db = Prisma.TransactionClient;

/** A moment as the tables keep it (UTC, without a zone), whatever zone the connection is in. */
export function utc(at: Date): Prisma.Sql {
  return Prisma.sql`(to_timestamp(${at.getTime() / 1000}::float8) AT TIME ZONE 'UTC')`;
}
