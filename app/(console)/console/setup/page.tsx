import { DoorFrame } from "@/components/console/door-frame";
import { SetupForm } from "@/components/console/setup-form";
import { setupWords } from "@/components/console/words";
import { isSetupOpen } from "@/lib/admin/setup";
import { english, sentence, sentences } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";
import { setupAction } from "./action";

export default async function ConsoleSetupPage() {
  const open = await isSetupOpen();
  if (!open) answerWith(410);
  return (
    <DoorFrame
      title={sentence(english, "console.setup.title")}
      text={sentence(english, open ? "console.setup.text" : "console.setup.done")}
      way={{ href: paths.consoleLogin(), text: sentence(english, "console.setup.to-sign-in") }}
    >
      {open && <SetupForm action={setupAction} words={sentences(english, setupWords)} />}
    </DoorFrame>
  );
}
