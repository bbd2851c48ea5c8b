import { z } from "zod";
import { takeTry } from "@/lib/db/throttles";
import { createUser, type NewUser } from "@/lib/db/users";
import { throttleAddress } from "@/lib/domain/client-address";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { normalizePassword } from "@/lib/domain/password-policy";
import { readSignup } from "@/lib/domain/signup-fields";
import { throttleRules } from "@/lib/domain/throttle-rules";
import type { Visit } from "@/lib/domain/visit";
import { hashPassword, requireHashQueue } from "@/lib/tokens/password-hash";
import { throttleKey } from "@/lib/tokens/secret-token";
import { finishLogin, type SignedIn } from "./finish-login";

export const signupInput = z.object({
  username: z.string().default(""),
  email: z.string().default(""),
  email_confirmation: z.string().optional(),
  password: z.string().default(""),
  password_confirmation: z.string().optional(),
  first_name: z.string().default(""),
  last_name: z.string().default(""),
});

export type SignupInput = z.output<typeof signupInput>;

/**
 * Signs a person up in mode `user`: makes the user, ready to go, and logs them in. All problems of all fields at once.
 * Only the fields of `signupInput` are read, so nothing else can be set from outside (ASVS 15.3.3).
 */
export async function signup(visit: Visit, input: SignupInput): Promise<Outcome<SignedIn>> {
  const { realm, app, at, client } = visit;
  if (!app.settings.signup) return refuse({ code: "signup.disabled" });
  if (visit.redirectUri === "refused") return refuse({ code: "redirect-uri.not-registered" });
  if (app.settings.signup_mode !== "user") return refuse({ code: "signup.mode-not-built" });
  const read = readSignup(visit, input);
  if (!read.ok) return read;

  requireHashQueue();
  const wait = await takeTry(
    { scope: realm.id, rule: throttleRules.signupByAddress, keyHash: throttleKey(throttleAddress(client.ip)) },
    at,
  );
  if (wait > 0)
    return refuse({ code: "throttle.signups", retryAfter: wait, params: { minutes: Math.ceil(wait / 60) } });

  const user: NewUser = {
    ...read.value,
    passwordHash: await hashPassword(normalizePassword(input.password)),
    signupPending: true,
  };
  const made = await createUser(realm.id, user, client);
  if ("taken" in made) return refuse(takenProblem(visit, made.taken));
  const signedIn = await finishLogin(visit, personOf(made.id, user), null);
  return signedIn ? done(signedIn) : refuse({ code: "credentials.wrong" });
}

/** In an e-mail realm the address is the user name, so it is the address that is taken. */
function takenProblem({ realm }: Visit, taken: "username" | "email") {
  if (taken === "email" || realm.usernameValidationHuman === "email")
    return { code: "email.taken", field: "email" } as const;
  return { code: "username.taken", field: "username" } as const;
}

function personOf(id: string, user: NewUser) {
  const name = [user.firstName, user.lastName].filter(Boolean).join(" ") || user.username.display;
  return {
    id,
    active: true,
    username: user.username.display,
    firstName: user.firstName,
    lastName: user.lastName,
    name,
    custom: {},
  };
}
