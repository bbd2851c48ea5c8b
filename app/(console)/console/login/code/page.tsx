import { redirect } from "next/navigation";
import { DoorFrame } from "@/components/console/door-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { say } from "@/lib/domain/messages";
import { isSignInWaiting } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { refusedWith } from "@/lib/web/visit";
import { signInCodeAction } from "./action";

export default async function SignInCodePage() {
  const isWaiting = await isSignInWaiting();
  const refusal = refusedWith();
  if (!isWaiting && refusal === null) redirect(paths.consoleLogin());
  return (
    <DoorFrame
      title={say("console.sign-in.code-title")}
      text={isWaiting ? say("console.sign-in.code-text") : refusal}
      way={{ href: paths.consoleLogin(), text: say("console.sign-in.start-over") }}
    >
      <FieldsForm
        action={signInCodeAction}
        closed={!isWaiting}
        fields={[
          {
            kind: "text",
            name: "code",
            label: say("field.code"),
            hint: say("console.sign-in.code-hint"),
            autoComplete: "one-time-code",
            required: true,
          },
        ]}
        words={formWords(say("console.sign-in.code-submit"), say("console.sign-in.submitting"))}
      />
    </DoorFrame>
  );
}
