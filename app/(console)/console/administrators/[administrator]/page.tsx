import { signOutAction } from "@/app/(console)/console/action";
import { administratorFields } from "@/components/console/administrator-fields";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Danger } from "@/components/console/danger";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { NothingHere } from "@/components/console/nothing-here";
import { Panel } from "@/components/console/panel";
import { Saved } from "@/components/console/saved";
import { getAdministrator } from "@/lib/admin/administrators";
import { listRealmNames } from "@/lib/admin/realms";
import { say } from "@/lib/domain/messages";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";
import { deleteAdministratorAction, renewPasswordAction, updateAdministratorAction } from "./action";

type Props = PageProps<"/console/administrators/[administrator]">;

export default async function AdministratorPage({ params, searchParams }: Props) {
  const administrator = await requireAdministrator();
  const frame = { administrator, signOut: signOutAction };
  const found = administrator.role === "owner" ? await getAdministrator((await params).administrator) : null;
  if (!found) {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const all = { href: paths.consoleAdministrators(), text: say("console.administrators.title") };
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={found.email}>
      <Saved saved={(await searchParams).saved === "yes"} />
      <Panel id="change" title={say("console.change")}>
        <FieldsForm
          action={updateAdministratorAction}
          fields={administratorFields(found, await listRealmNames())}
          words={formWords()}
        />
      </Panel>
      <Panel id="device" title={say("console.device.title")}>
        {found.otpSince ? (
          <p>
            <a href={paths.consoleDeviceOf(found.id)}>{say("console.device.remove-of")}</a>
          </p>
        ) : (
          <p>{say("console.device.none-of")}</p>
        )}
      </Panel>
      <Panel id="password" title={say("console.administrators.renew")} look="quiet-form">
        <p>{say("console.administrators.renew-text")}</p>
        <FieldsForm
          action={renewPasswordAction}
          fields={[]}
          words={formWords(say("console.administrators.renew"))}
          made={{
            title: say("console.administrators.password"),
            text: say("console.administrators.password-text"),
            href: paths.consoleAdministrator(found.id),
            next: say("console.keys.made-next"),
          }}
        />
      </Panel>
      <Danger
        title={say("console.administrators.delete")}
        text={say("console.administrators.delete-text")}
        name={found.email}
        action={deleteAdministratorAction}
      />
    </ConsoleFrame>
  );
}
