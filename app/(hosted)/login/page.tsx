import { LoginForm } from "@/components/hosted/login-form";
import { Notice } from "@/components/hosted/notice";
import { PageFrame } from "@/components/hosted/page-frame";
import { RefusedReturn } from "@/components/hosted/refused-return";
import { loginWords } from "@/components/hosted/words";
import { sentence, sentences } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { refusedReturn, requireVisit } from "@/lib/web/visit";
import { loginAction } from "./action";

export default async function LoginPage() {
  const visit = requireVisit();
  const { app, realm } = visit;
  if (refusedReturn(visit))
    return <RefusedReturn app={app.name} continueTo={paths.login({ ...visit, redirectUri: null })} />;

  const byName = realm.requireUniqueEmails ? "username-or-email" : "username";
  return (
    <PageFrame
      app={app.name}
      title={sentence("en", "login.title", { app: app.name })}
      ways={app.settings.signup ? [{ href: paths.signup(visit), text: sentence("en", "login.to-signup") }] : []}
    >
      {app.settings.login ? (
        <LoginForm
          action={loginAction}
          name={realm.usernameValidationHuman === "email" ? "email" : byName}
          words={sentences("en", loginWords)}
        />
      ) : (
        <Notice>{sentence("en", "problem.login.disabled", { app: app.name })}</Notice>
      )}
    </PageFrame>
  );
}
