import { Prisma } from "./generated/client";

/** A moment as the tables keep it (UTC, without a zone), whatever zone the connection is in. */
export function utc(at: Date): Prisma.Sql {
  return Prisma.sql`(to_timestamp(${at.getTime() / 1000}::float8) AT TIME ZONE 'UTC')`;
}
