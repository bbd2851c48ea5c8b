import { PageFrame } from "@/components/hosted/page-frame";
import { RefusedReturn } from "@/components/hosted/refused-return";
import { ResetPasswordForm } from "@/components/hosted/reset-password-form";
import { resetWords } from "@/components/hosted/words";
import { sentence, sentences } from "@/lib/domain/messages";
import { resetLinkWorks } from "@/lib/flows/reset-password";
import { readLinkCookie } from "@/lib/web/link-cookie";
import { paths } from "@/lib/web/paths";
import { answerWith, refusedReturn, requireVisit } from "@/lib/web/visit";
import { resetPasswordAction } from "./action";

export default async function ResetPasswordPage({ searchParams }: PageProps<"/reset_password">) {
  const visit = requireVisit();
  const { app, realm, voice } = visit;
  const { username: named, step } = await searchParams;
  const username = typeof named === "string" ? named : "";
  if (refusedReturn(visit))
    return (
      <RefusedReturn
        app={app.name}
        voice={voice}
        continueTo={paths.resetPassword({ ...visit, redirectUri: null }, username)}
      />
    );

  const state = await stateOf(step);
  if (state !== "open") {
    if (state !== "no-link") answerWith(state === "broken" ? 400 : 410);
    return (
      <PageFrame
        title={sentence(voice, `reset.${state}-title`)}
        ways={[
          { href: paths.forgotPassword(visit), text: sentence(voice, "reset.to-forgot") },
          { href: paths.login(visit), text: sentence(voice, "forgot.to-login") },
        ]}
      >
        <p className="gh-text">{sentence(voice, state === "dead" ? "problem.reset-token.spent" : `reset.${state}`)}</p>
      </PageFrame>
    );
  }
  return (
    <PageFrame
      title={sentence(voice, "reset.title")}
      ways={[{ href: paths.forgotPassword(visit), text: sentence(voice, "reset.to-forgot") }]}
    >
      <p className="gh-text">{sentence(voice, "reset.about", { app: app.name })}</p>
      <ResetPasswordForm
        action={resetPasswordAction}
        field={realm.usernameValidationHuman === "email" ? "email" : "username"}
        username={username}
        passwordTwice={app.settings.password_field === "twice"}
        words={sentences(voice, resetWords, { min: realm.passwordPolicy.minLength })}
      />
    </PageFrame>
  );
}

/** Whether this browser has opened a link that can be used, and if not, why. */
async function stateOf(step: string | string[] | undefined) {
  if (step === "broken") return step;
  const token = await readLinkCookie("reset");
  if (token === undefined) return "no-link";
  return (await resetLinkWorks(requireVisit(), token)) ? "open" : "dead";
}
