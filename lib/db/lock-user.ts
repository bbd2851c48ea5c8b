import type { Db } from "./sql";

/**
 * An active human as they are now; nobody else changes them until `tx` ends. Null where they were made inactive or
 * deleted. Taken before any row of theirs, everywhere, so that two transactions never wait for each other.
 */
export async function lockUser(
  tx: Db,
  realmId: string,
  id: string,
): Promise<{ emailCanonical: string | null; emailVerification: "none" | "requested" | "verified" } | null> {
  const [row] = await tx.$queryRaw<{ email: string | null; verification: "none" | "requested" | "verified" }[]>`
    SELECT email_canonical AS email, email_verification::text AS verification FROM users
    WHERE realm_id = ${realmId} AND id = ${id} AND user_type = 'human' AND state = 'active' FOR UPDATE`;
  return row ? { emailCanonical: row.email, emailVerification: row.verification } : null;
}
