import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Danger } from "@/components/console/danger";
import { NothingHere } from "@/components/console/nothing-here";
import { getAdministrator } from "@/lib/admin/administrators";
import { say } from "@/lib/domain/messages";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";
import { removeDeviceOfAction } from "./action";

type Props = PageProps<"/console/administrators/[administrator]/device">;

export default async function DeviceOfPage({ params }: Props) {
  const administrator = await requireAdministrator();
  const frame = { administrator, signOut: signOutAction };
  const found = administrator.role === "owner" ? await getAdministrator((await params).administrator) : null;
  if (!found) {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const all = { href: paths.consoleAdministrators(), text: say("console.administrators.title") };
  const one = { href: paths.consoleAdministrator(found.id), text: found.email };
  const title = say("console.device.of", { email: found.email });
  return (
    <ConsoleFrame {...frame} crumbs={[all, one]} title={title}>
      {found.otpSince ? (
        <Danger
          title={say("console.device.remove-of")}
          text={say("console.device.remove-of-text")}
          name={found.email}
          action={removeDeviceOfAction}
        />
      ) : (
        <p>{say("console.device.none-of")}</p>
      )}
    </ConsoleFrame>
  );
}
