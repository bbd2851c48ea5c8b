import { signOutAction } from "@/app/(console)/console/action";
import { Danger } from "@/components/console/danger";
import { FieldsForm } from "@/components/console/fields-form";
import { NothingHere } from "@/components/console/nothing-here";
import { Saved } from "@/components/console/saved";
import { UserFacts } from "@/components/console/user-facts";
import { apiUserFields, humanFields } from "@/components/console/user-fields";
import { UserFrame } from "@/components/console/user-frame";
import { say } from "@/lib/domain/messages";
import { mayChangeRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { findUserOfPage } from "@/lib/web/console-user";
import { deleteUserAction, updateUserAction } from "./action";

export default async function UserPage({ params, searchParams }: PageProps<"/console/realms/[realm]/users/[user]">) {
  const administrator = await requireAdministrator();
  const frame = { administrator, signOut: signOutAction };
  const found = await findUserOfPage(administrator, await params);
  if (!found) return <NothingHere {...frame} />;

  const { realm, user } = found;
  const mayChange = mayChangeRealm(administrator, realm.id);
  return (
    <UserFrame {...frame} realm={realm} user={user} part="details">
      <Saved saved={(await searchParams).saved === "yes"} />
      <UserFacts user={user} now={new Date()} withCustom={!mayChange} />
      {mayChange && (
        <>
          <section className="panel" aria-labelledby="change">
            <h2 id="change">{say("console.change")}</h2>
            <FieldsForm
              action={updateUserAction}
              fields={user.userType === "human" ? humanFields(user, realm) : apiUserFields(user)}
              words={{
                submit: say("console.save"),
                submitting: say("console.saving"),
                problems: say("problems.title"),
              }}
            />
          </section>
          <Danger
            title={say("console.users.delete")}
            text={say("console.users.delete-one-text")}
            name={user.username}
            action={deleteUserAction}
            submit={say("console.users.delete")}
          />
        </>
      )}
    </UserFrame>
  );
}
