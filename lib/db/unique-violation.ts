import { Prisma } from "./generated/client";

/** The last column of the unique index that a write ran into, or null when the error is another. */
export function uniqueViolation(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") return null;
  const said = JSON.stringify(error.meta ?? {});
  const columns = [
    "email_unique",
    "username_canonical",
    "username_skeleton",
    "subdomain",
    "email_canonical",
    "provider_user_id",
    "host",
  ];
  // PostgreSQL tells a primary key by its name alone.
  if (said.includes("app_domains_pkey")) return "host";
  return columns.find((column) => said.includes(column)) ?? "unknown";
}

/** True where a write refers to a row that is not there any more. */
export function isReferenceGone(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2003";
}
