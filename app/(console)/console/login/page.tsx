import { redirect } from "next/navigation";
import { DoorFrame } from "@/components/console/door-frame";
import { SignInForm } from "@/components/console/sign-in-form";
import { signInWords } from "@/components/console/words";
import { isSetupOpen } from "@/lib/admin/setup";
import { english, sentence, sentences } from "@/lib/domain/messages";
import { findAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { signInAction } from "./action";

export default async function ConsoleLoginPage({ searchParams }: PageProps<"/console/login">) {
  if (await findAdministrator()) redirect(paths.console());
  const setup = (await isSetupOpen())
    ? { href: paths.consoleSetup(), text: sentence(english, "console.sign-in.to-setup") }
    : null;
  const { done } = await searchParams;
  return (
    <DoorFrame
      title={sentence(english, "console.sign-in.title")}
      text={done === "setup" ? sentence(english, "console.setup.just-done") : null}
      way={setup}
    >
      <SignInForm action={signInAction} words={sentences(english, signInWords)} />
    </DoorFrame>
  );
}
