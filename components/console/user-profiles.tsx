import type { FormAction } from "@/lib/domain/form-state";
import { say } from "@/lib/domain/messages";
import { FieldsForm } from "./fields-form";
import { formWords } from "./form-words";
import { List } from "./list";
import { Panel } from "./panel";
import { When } from "./when";

type Profile = {
  readonly id: string;
  readonly provider: { readonly name: string };
  readonly providerUserId: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly createdAt: Date;
};

type Props = {
  readonly profiles: readonly Profile[];
  readonly now: Date;
  readonly mayChange: boolean;
  readonly actions: { readonly deleteProfileAction: FormAction };
};

/** Who a user is at external providers. */
export function UserProfiles({ profiles, now, mayChange, actions }: Props) {
  const remove = say("console.users.profile-delete");
  return (
    <Panel id="profiles" title={say("console.users.profiles")}>
      {profiles.length > 0 && <p className="quiet">{say("console.users.profiles-text")}</p>}
      <List
        columns={[
          { text: say("console.users.profile") },
          { text: say("console.users.profile-as") },
          { text: say("console.users.profile-since") },
          ...(mayChange ? [{ text: remove }] : []),
        ]}
        rows={profiles.map((profile) => ({
          id: profile.id,
          cells: [
            profile.provider.name,
            [profile.name, profile.email].filter(Boolean).join(", ") || profile.providerUserId,
            <When key="since" at={profile.createdAt} now={now} />,
            ...(mayChange
              ? [
                  <div key="delete" className="quiet-form">
                    <FieldsForm
                      action={actions.deleteProfileAction}
                      fields={[{ kind: "hidden", name: "id", label: profile.id, value: profile.id }]}
                      words={formWords(remove, say("console.deleting"))}
                    />
                  </div>,
                ]
              : []),
          ],
        }))}
        empty={{ title: say("console.users.profiles-empty-title"), text: say("console.users.profiles-empty") }}
      />
    </Panel>
  );
}
