import { findLoginUser } from "@/lib/db/users";
import { type Identity, nameOf } from "@/lib/domain/identity";
import { canonicalUsername } from "@/lib/domain/username";
import type { Visit } from "@/lib/domain/visit";
import { findWaitingIdentity } from "@/lib/tokens/waiting-identity";

/** A field that is asked for, with a guess from what the provider said. */
export type AskedField = {
  readonly name: "username" | "email" | "first_name" | "last_name" | "org_name";
  readonly suggestion: string;
  readonly required: boolean;
};

/** Who somebody new is, and what is asked of them on one page: what the settings require and the provider did not give. */
export async function openProviderSignup(visit: Visit, secret: string | null) {
  const come = await findWaitingIdentity(visit, secret);
  if (!come) return null;
  const { row, identity, connect } = come;
  return { provider: row.name, who: nameOf(identity), connect, fields: await askedFields(visit, identity) };
}

async function askedFields({ realm, app }: Visit, identity: Identity): Promise<AskedField[]> {
  const { name_field: names, signup_mode: mode, org_field: org } = app.settings;
  const [first = "", ...last] = (identity.name ?? "").split(" ");
  const told = { first_name: identity.firstName, last_name: identity.lastName };
  const guess = { first_name: first, last_name: last.join(" ") };
  return [
    ...(realm.usernameValidationHuman === "email"
      ? []
      : [{ name: "username" as const, suggestion: await freeUsername(realm.id, identity), required: true }]),
    ...(identity.email ? [] : [{ name: "email" as const, suggestion: "", required: true }]),
    ...(["first_name", "last_name"] as const)
      .filter((name) => names === "required" && told[name] === null)
      .map((name) => ({ name, suggestion: guess[name], required: true })),
    ...(mode === "user_org" && org !== "hidden"
      ? [{ name: "org_name" as const, suggestion: "", required: org === "required" }]
      : []),
  ];
}

/** What they call themselves elsewhere, or the part of their address before the "@", where nobody here has it. */
async function freeUsername(realmId: string, { username, email }: Identity): Promise<string> {
  for (const name of [username, email?.display.split("@")[0]]) {
    const read = name && !name.includes("@") ? canonicalUsername(name) : null;
    if (!read?.ok) continue;
    const holder = await findLoginUser(realmId, { usernameCanonical: read.canonical, emailCanonical: null });
    if (!holder) return read.display;
  }
  return "";
}
