import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { OwnDevice } from "@/components/console/own-device";
import { findOwnDevice } from "@/lib/admin/own-device";
import { say } from "@/lib/domain/messages";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { qrCode } from "@/lib/web/qr-code";
import * as actions from "./action";

export default async function OwnDevicePage() {
  const administrator = await requireAdministrator();
  const { since, codesLeft, waiting } = await findOwnDevice(administrator);
  const account = { href: paths.consoleAccount(), text: say("console.account.title") };
  return (
    <ConsoleFrame
      administrator={administrator}
      signOut={signOutAction}
      crumbs={[account]}
      title={say("console.device.title")}
    >
      <p className="quiet">{say("console.device.lead")}</p>
      <OwnDevice
        since={since}
        codesLeft={codesLeft}
        waiting={waiting && { secret: waiting.secret, qr: await qrCode(waiting.uri) }}
        account={account.href}
        now={new Date()}
        actions={actions}
      />
    </ConsoleFrame>
  );
}
