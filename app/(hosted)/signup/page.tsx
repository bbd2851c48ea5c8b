import { Notice } from "@/components/hosted/notice";
import { PageFrame } from "@/components/hosted/page-frame";
import { RefusedReturn } from "@/components/hosted/refused-return";
import { SignupForm } from "@/components/hosted/signup-form";
import { signupWords } from "@/components/hosted/words";
import { sentence, sentences } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { refusedReturn, requireVisit } from "@/lib/web/visit";
import { signupAction } from "./action";

export default async function SignupPage() {
  const visit = requireVisit();
  const { app, realm } = visit;
  if (refusedReturn(visit))
    return <RefusedReturn app={app.name} continueTo={paths.signup({ ...visit, redirectUri: null })} />;

  const { settings } = app;
  const closed = settings.signup
    ? settings.signup_mode === "user"
      ? null
      : "problem.signup.mode-not-built"
    : "problem.signup.disabled";
  return (
    <PageFrame
      app={app.name}
      title={sentence("en", "signup.title", { app: app.name })}
      ways={settings.login ? [{ href: paths.login(visit), text: sentence("en", "signup.to-login") }] : []}
    >
      {closed ? (
        <Notice>{sentence("en", closed, { app: app.name })}</Notice>
      ) : (
        <SignupForm
          action={signupAction}
          byEmail={realm.usernameValidationHuman === "email"}
          names={settings.name_field}
          passwordTwice={settings.password_field === "twice"}
          words={sentences("en", signupWords, { min: realm.passwordPolicy.minLength })}
        />
      )}
    </PageFrame>
  );
}
