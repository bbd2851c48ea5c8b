import { z } from "zod";
import { giveTryBack } from "@/lib/db/throttles";
import { changeUser } from "@/lib/db/user-changes";
import { findLoginUser } from "@/lib/db/users";
import type { Door } from "@/lib/domain/door";
import { mailLink } from "@/lib/domain/mail-link";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { confirmationProblems, normalizePassword, passwordProblems } from "@/lib/domain/password-policy";
import type { Problem } from "@/lib/domain/problem";
import { composeMail } from "@/lib/mail/compose";
import { hashPassword } from "@/lib/tokens/password-hash";
import { type Proven, provePassword } from "@/lib/tokens/prove-password";

export const changePasswordInput = z.object({
  current_password: z.string(),
  password: z.string(),
  password_confirmation: z.string().nullable().optional(),
});

type Input = z.output<typeof changePasswordInput>;

const wrong = { code: "current-password.wrong", field: "current_password" } as const;

type Owner = { readonly username: string; readonly usernameCanonical: string; readonly email: string | null };

/**
 * Gives a user another password for the one they have, on the word of their app's own server. Wrong ones count with those
 * of logins. All sessions end, and the owner is told (security.md 49); it hands out nothing that logs in.
 */
export async function changePassword(
  door: Door,
  { username, usernameCanonical, email }: Owner,
  input: Input,
): Promise<Outcome<null>> {
  const { realm, at, client } = door;
  const again = input.password_confirmation ?? undefined;
  const person = { username, email: email ?? "", names: [realm.name, ...(door.app ? [door.app.name] : [])] };
  const problems: Problem[] = [
    ...(input.current_password === "" ? [{ code: "current-password.blank", field: "current_password" } as const] : []),
    ...passwordProblems(realm.passwordPolicy, input.password, person),
    ...(again === undefined ? [] : confirmationProblems({ ...input, password_confirmation: again })),
  ];
  if (problems.length > 0) return refuse(...problems);
  const proven = await provePassword(door, {
    name: usernameCanonical,
    password: input.current_password,
    find: () => findLoginUser(realm.id, { usernameCanonical, emailCanonical: null }),
  });
  if (!proven.ok) return proven.problems[0].code === "credentials.wrong" ? refuse(wrong) : proven;

  const { user, password, counters } = proven.value;
  const change = {
    fields: {},
    password: {
      hash: await hashPassword(normalizePassword(input.password)),
      proved: password,
      mail: await changedMail(door, user),
      clear: [counters.clear],
    },
    verification: null,
  };
  const changed = await changeUser(realm.id, { id: user.id, change }, { at, by: client, administrator: null });
  if (changed !== true) return refuse(wrong);
  if (counters.giveBack) await giveTryBack(counters.giveBack);
  return done(null);
}

async function changedMail({ realm, app, voice }: Door, { id, username, name, email }: Proven["user"]) {
  if (email === null || !app) return null;
  const link = mailLink({ origin: app.origin, redir: null, redirectUri: null }, "/forgot_password");
  return composeMail("user.password.changed", { realm, app, voice, user: { id, username, name, email } }, { link });
}
