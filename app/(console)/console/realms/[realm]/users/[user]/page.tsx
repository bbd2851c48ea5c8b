import { realmPage } from "@/app/(console)/console/realm-page";
import { Danger } from "@/components/console/danger";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { Panel } from "@/components/console/panel";
import { Saved } from "@/components/console/saved";
import { UserFacts } from "@/components/console/user-facts";
import { apiUserFields, humanFields } from "@/components/console/user-fields";
import { UserFrame } from "@/components/console/user-frame";
import { say } from "@/lib/domain/messages";
import { findUser } from "@/lib/web/console-user";
import { deleteUserAction, updateUserAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/users/[user]">;

export default realmPage<Props>(async function UserPage({ realm, mayChange, frame, params, asked }) {
  const user = await findUser(realm.id, params.user);
  if (!user) return null;

  return (
    <UserFrame {...frame} user={user} part="details">
      <Saved saved={asked.saved === "yes"} />
      <UserFacts user={user} now={new Date()} withCustom={!mayChange} />
      {mayChange && (
        <>
          <Panel id="change" title={say("console.change")}>
            <FieldsForm
              action={updateUserAction}
              fields={user.userType === "human" ? humanFields(user, realm) : apiUserFields(user)}
              words={formWords()}
            />
          </Panel>
          <Danger
            title={say("console.users.delete")}
            text={say("console.users.delete-one-text")}
            name={user.username}
            action={deleteUserAction}
          />
        </>
      )}
    </UserFrame>
  );
});
