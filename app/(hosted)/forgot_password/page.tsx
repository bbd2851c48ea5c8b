import { ForgotPasswordForm } from "@/components/hosted/forgot-password-form";
import { Notice } from "@/components/hosted/notice";
import { PageFrame } from "@/components/hosted/page-frame";
import { RefusedReturn } from "@/components/hosted/refused-return";
import { forgotWords } from "@/components/hosted/words";
import { sentence, sentences } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { refusedReturn, requireVisit } from "@/lib/web/visit";
import { forgotPasswordAction } from "./action";

export default async function ForgotPasswordPage({ searchParams }: PageProps<"/forgot_password">) {
  const visit = requireVisit();
  const { app, realm, voice } = visit;
  if (refusedReturn(visit))
    return (
      <RefusedReturn app={app.name} voice={voice} continueTo={paths.forgotPassword({ ...visit, redirectUri: null })} />
    );

  const toLogin = { href: paths.login(visit), text: sentence(voice, "forgot.to-login") };
  if ((await searchParams).step === "sent")
    return (
      <PageFrame
        title={sentence(voice, "forgot.sent-title")}
        ways={[toLogin, { href: paths.forgotPassword(visit), text: sentence(voice, "forgot.again") }]}
      >
        <p className="gh-text">{sentence(voice, "forgot.sent")}</p>
        <p className="gh-text">{sentence(voice, "forgot.sent-none", { app: app.name })}</p>
      </PageFrame>
    );

  const byName = realm.requireUniqueEmails ? "username-or-email" : "username";
  return (
    <PageFrame title={sentence(voice, "forgot.title")} ways={[toLogin]}>
      {app.settings.login ? (
        <>
          <p className="gh-text">{sentence(voice, "forgot.about")}</p>
          <ForgotPasswordForm
            action={forgotPasswordAction}
            name={realm.usernameValidationHuman === "email" ? "email" : byName}
            words={sentences(voice, forgotWords)}
          />
        </>
      ) : (
        <Notice>{sentence(voice, "problem.login.disabled")}</Notice>
      )}
    </PageFrame>
  );
}
