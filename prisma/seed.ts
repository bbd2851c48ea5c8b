import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { replaceApiKey } from "@/lib/admin/api-keys";
import { type AppAddresses, createApp, findAppOwner, setAppAddresses } from "@/lib/admin/apps";
import { demoOtpSecret, demoPassword, ensureDemoProvider, setDemoAdministrator } from "@/lib/admin/demo";
import { createRealm, currentJwtKey, findRealmByReference } from "@/lib/admin/realms";
import { createUser, findUser, type NewUser, setProofs } from "@/lib/admin/users";
import { appOrigin } from "@/lib/domain/app-origin";
import { type DemoFile, type DemoMode, demoApps, readDemoFile } from "@/lib/domain/demo-file";
import { env } from "@/lib/env";
import { seedThemes } from "./seed-themes";

const REFERENCE = "demo";

const frank = { username: "frank", email: "frank@example.com", firstName: "Frank", lastName: "Field" };
const grace = { username: "grace", email: "grace@example.com", firstName: "Grace", lastName: "Garden" };
const admin = { email: "admin@example.com" };

type Realm = NonNullable<Awaited<ReturnType<typeof findRealmByReference>>>;

/**
 * Makes the demo's realm, apps, people and keys, and says in `DATA_DIR/demo.json` how to use them. A later start keeps
 * all of it. Where the file is gone, the accounts get new passwords and keys, and the file is written anew; where
 * `PUBLIC_URL` is another, the apps' addresses follow it. The database must be open.
 */
export async function seedDemo(): Promise<void> {
  const place = path.join(env().dataDir, "demo.json");
  const realm = await ensureRealm();
  const before = await readBefore(place, realm.id);
  const accounts = before ?? (await makeAccounts(realm));
  await ensureDemoProvider(realm.id, `${env().publicUrl}/demo/id`);
  await seedThemes(realm.id, { addresses: addressesOf("user"), moved: before?.origin !== env().publicUrl });
  await writePrivately(place, {
    origin: env().publicUrl,
    admin: accounts.admin,
    api_key: accounts.api_key,
    realm: { id: realm.id, jwt_key: await currentJwtKey(realm) },
    apps: {
      user: await ensureApp(realm.id, "user", before),
      user_org: await ensureApp(realm.id, "user_org", before),
      user_token: await ensureApp(realm.id, "user_token", before),
    },
    user: accounts.user,
    mfa_user: accounts.mfa_user,
  });
}

async function ensureRealm(): Promise<Realm> {
  const found = await findRealmByReference(REFERENCE);
  if (found) return found;
  await createRealm({
    name: "Demo",
    reference: REFERENCE,
    usernameValidationHuman: "standard",
    requireUniqueEmails: true,
    jwtAlgo: "hs256",
    jwtFields: ["memberships", "orgs"],
  });
  const made = await findRealmByReference(REFERENCE);
  if (!made) throw new Error("The demo's realm could not be made.");
  return made;
}

/** The file as an earlier start wrote it, when it was complete: null for none, or for one of another database. */
async function readBefore(place: string, realmId: string): Promise<DemoFile | null> {
  const text = await readFile(place, "utf8").catch(() => "");
  const before = readDemoFile(text);
  return before?.realm.id === realmId ? before : null;
}

async function makeAccounts(realm: Realm): Promise<Pick<DemoFile, "admin" | "api_key" | "user" | "mfa_user">> {
  const owner = { ...admin, password: demoPassword() };
  await setDemoAdministrator(owner);
  const user = await setUser(realm, { ...frank, password: demoPassword(), otpSecret: null });
  const otpSecret = demoOtpSecret();
  const mfaUser = await setUser(realm, { ...grace, password: demoPassword(), otpSecret });
  const { key } = await replaceApiKey({ realmId: null, name: "Demo", level: "manage" });
  return {
    admin: owner,
    api_key: key,
    user: { username: user.username, email: frank.email, password: user.password },
    mfa_user: { username: mfaUser.username, password: mfaUser.password, otp_secret: otpSecret },
  };
}

async function setUser(realm: Realm, user: NewUser): Promise<{ username: string; password: string }> {
  const found = await findUser(realm.id, user);
  if (found) await setProofs(realm.id, found.id, user);
  else await createUser(realm, user);
  return { username: found?.username ?? user.username, password: user.password };
}

async function ensureApp(
  realmId: string,
  mode: DemoMode,
  before: DemoFile | null,
): Promise<{ id: string; url: string }> {
  const { name, subdomain } = demoApps[mode];
  const url = appOrigin(subdomain, env());
  const owner = await findAppOwner(subdomain);
  if (owner && owner.realmId !== realmId)
    throw new Error(`The demo needs the subdomain ${subdomain}, which an app of another realm has.`);
  if (!owner) {
    const made = await createApp(realmId, {
      name,
      subdomain,
      ...addressesOf(mode),
      settings: { signup_mode: mode, default_permissions: ["owner"], jsonp: true },
    });
    return { id: made.id, url };
  }
  if (before?.origin !== env().publicUrl) await setAppAddresses(realmId, owner.id, addressesOf(mode));
  return { id: owner.id, url };
}

/** Every app's handlers are the sample relying app (app/(demo)); `left` is where a logout comes back to. */
function addressesOf(mode: DemoMode): AppAddresses {
  const home = `${env().publicUrl}/demo`;
  return {
    loginHandler: `${home}/login/${mode}`,
    signupHandler: mode === "user_token" ? `${home}/signup` : null,
    redirectUris: [`${home}/other`, `${home}/left`],
  };
}

/** Replaces the file in one step, so that no reader sees half of it; only its owner can read it. */
async function writePrivately(place: string, content: DemoFile): Promise<void> {
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
  const aside = `${place}.${process.pid}`;
  await writeFile(aside, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await chmod(aside, 0o600);
  await rename(aside, place);
}
