import { z } from "zod";
import * as store from "@/lib/db/administrator-accounts";
import type { Doer } from "@/lib/db/audit";
import { canonicalEmail } from "@/lib/domain/email";
import { stateField, textField } from "@/lib/domain/fields";
import { isId } from "@/lib/domain/ids";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import { hashPassword, requireHashQueue } from "@/lib/tokens/password-hash";
import { mintCookieSecret } from "@/lib/tokens/secret-token";

export type { AdministratorAccount } from "@/lib/db/administrator-accounts";

/** Whoever runs all of a deployment, some of its realms, or may look at some of them. */
export const administratorRoles = ["owner", "admin", "read_only"] as const;

/** What an owner says about an administrator. Each realm of the deployment is a field of its own, ticked or not. */
export function administratorInput(realms: readonly { readonly id: string }[]) {
  return z.object({
    email: z.string().default(""),
    name: textField(100).default(null),
    role: z.enum(administratorRoles),
    state: stateField.default("active"),
    ...(Object.fromEntries(realms.map(({ id }) => [id, z.string().default("")])) as Record<
      `rl_${string}`,
      z.ZodDefault<z.ZodString>
    >),
  });
}

type Input = z.output<ReturnType<typeof administratorInput>>;

/** A part of the administrators, oldest first, and whether more follow. */
export async function listAdministrators({ after, take }: { readonly after: string | null; readonly take: number }) {
  const rows = await store.listAdministrators({ after, take: take + 1 });
  return { rows: rows.slice(0, take), more: rows.length > take };
}

/** One administrator, or null. */
export async function getAdministrator(id: string): Promise<store.AdministratorAccount | null> {
  return isId("adm", id) ? store.findAdministrator(id) : null;
}

/** Makes an administrator. The password is theirs to change, and shown this once. */
export async function createAdministrator(
  input: Input,
  doer: Doer,
): Promise<Outcome<{ id: string; password: string }>> {
  const fields = readFields(input);
  if (!fields.ok) return fields;
  const { password, passwordHash } = await makePassword();
  const made = outcomeOf(await store.createAdministrator({ ...fields.value, passwordHash }, doer));
  return made.ok ? done({ ...made.value, password }) : made;
}

/** Sets what an administrator is and may do, from their next request on. One active owner always stays. */
export async function updateAdministrator(id: string, input: Input, doer: Doer): Promise<Outcome<{ id: string }>> {
  if (!isId("adm", id)) return refuse({ code: "not-found" });
  const fields = readFields(input);
  return fields.ok ? outcomeOf(await store.updateAdministrator(id, fields.value, doer)) : fields;
}

/** Gives an administrator a new password, shown this once, and ends all their sessions. */
export async function renewPassword(id: string, doer: Doer): Promise<Outcome<{ password: string }>> {
  if (!(await getAdministrator(id))) return refuse({ code: "not-found" });
  const { password, passwordHash } = await makePassword();
  const isThere = await store.setAdministratorPassword(id, { passwordHash }, doer);
  return isThere ? done({ password }) : refuse({ code: "not-found" });
}

/** Deletes an administrator with their sessions; what they did stays in the audit log. One active owner always stays. */
export async function deleteAdministrator(id: string, doer: Doer): Promise<Outcome<{ id: string }>> {
  return isId("adm", id) ? outcomeOf(await store.deleteAdministrator(id, doer)) : refuse({ code: "not-found" });
}

async function makePassword() {
  requireHashQueue();
  const { secret } = mintCookieSecret();
  return { password: secret, passwordHash: await hashPassword(secret) };
}

function readFields(input: Input): Outcome<store.AdministratorFields> {
  const { name, role, state } = input;
  const email = canonicalEmail(input.email);
  const ticked = Object.entries(input).filter(([field, value]) => isId("rl", field) && value === "true");
  const realmIds = role === "owner" ? [] : ticked.map(([id]) => id);
  const problems: Problem[] = [
    ...(email.ok ? [] : [{ code: email.code, field: "email" } as const]),
    ...(role !== "owner" && realmIds.length === 0 ? [{ code: "administrator.no-realm" } as const] : []),
  ];
  if (problems.length > 0 || !email.ok) return refuse(...problems);
  return done({ email: email.display, emailCanonical: email.canonical, name, role, state, realmIds });
}

function outcomeOf(result: { id: string } | store.AdministratorFault): Outcome<{ id: string }> {
  if (typeof result !== "string") return done(result);
  if (result === "email-taken") return refuse({ code: "email.taken", field: "email" });
  return refuse({ code: result === "last-owner" ? "administrator.last-owner" : "not-found" });
}
