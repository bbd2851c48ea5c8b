import { realmPage } from "@/app/(console)/console/realm-page";
import { Saved } from "@/components/console/saved";
import { UserDevice } from "@/components/console/user-device";
import { UserFrame } from "@/components/console/user-frame";
import { UserKeys } from "@/components/console/user-keys";
import { UserPassword } from "@/components/console/user-password";
import { UserProfiles } from "@/components/console/user-profiles";
import { getCredential } from "@/lib/admin/credentials";
import { listProfiles } from "@/lib/admin/profiles";
import type { UserDetails } from "@/lib/admin/users";
import { say } from "@/lib/domain/messages";
import { findUser } from "@/lib/web/console-user";
import { paths } from "@/lib/web/paths";
import { qrCode } from "@/lib/web/qr-code";
import * as actions from "./action";

const said = {
  saved: say("console.saved"),
  "link-mailed": say("console.users.link-mailed"),
  "device-added": say("console.users.mfa-added"),
  "verify-mailed": say("console.users.verify-mailed"),
} as const;

type Props = PageProps<"/console/realms/[realm]/users/[user]/access">;

export default realmPage<Props>(async function AccessPage({ realm, mayChange, frame, params, asked }) {
  const user = await findUser(realm.id, params.user);
  if (!user) return null;

  const done = String(asked.said);
  const text = Object.hasOwn(said, done) ? said[done as keyof typeof said] : "";
  const shared = { user, now: new Date(), mayChange };
  const here = paths.consoleRealm(realm.id, "users", user.id, "access");
  return (
    <UserFrame {...frame} user={user} part="access">
      <Saved saved={text !== ""} text={text} />
      {user.userType === "api" ? (
        <UserKeys {...shared} here={here} keys={await keysOf(user)} actions={actions} />
      ) : (
        <>
          <UserPassword {...shared} here={here} actions={actions} />
          <UserDevice {...shared} here={here} device={await deviceOf(user, mayChange)} actions={actions} />
          <UserProfiles {...shared} profiles={await listProfiles(realm.id, user.id)} actions={actions} />
        </>
      )}
    </UserFrame>
  );
});

/** The user's keys, and whether each can be read again: never the keys themselves. */
async function keysOf({ realmId, credentials }: UserDetails) {
  const all = credentials.filter((one) => one.credentialType === "api_key");
  const found = await Promise.all(all.map(({ id }) => getCredential(realmId, id)));
  return found.flatMap((one) =>
    one.ok ? { id: one.value.record.id, createdAt: one.value.record.createdAt, isKept: one.value.apiKey !== null } : [],
  );
}

/** The user's device; while it is not in use, what their app is to be told goes to those who may change it. */
async function deviceOf({ realmId, credentials }: UserDetails, mayChange: boolean) {
  const id = credentials.find((one) => one.credentialType === "totp")?.id;
  const found = id ? await getCredential(realmId, id) : null;
  if (!found?.ok) return null;
  const { record, otp } = found.value;
  const { name, createdAt } = record;
  if (!otp) return { id: record.id, name, createdAt, otp: null };
  if (!mayChange) return null;
  return { id: record.id, name, createdAt, otp: { secret: otp.secret, qr: await qrCode(otp.uri) } };
}
