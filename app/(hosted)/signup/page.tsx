import { redirect } from "next/navigation";
import { Notice } from "@/components/hosted/notice";
import { PageFrame } from "@/components/hosted/page-frame";
import { ProviderList } from "@/components/hosted/provider-list";
import { RefusedReturn } from "@/components/hosted/refused-return";
import { SignupForm } from "@/components/hosted/signup-form";
import { signupWords } from "@/components/hosted/words";
import { sentence, sentences } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { providerButtons } from "@/lib/web/provider-pages";
import { ssoFirst } from "@/lib/web/sso";
import { refusedReturn, requireVisit } from "@/lib/web/visit";
import { signupAction } from "./action";

export default async function SignupPage() {
  const visit = requireVisit();
  const { app, realm, voice } = visit;
  if (refusedReturn(visit))
    return <RefusedReturn app={app.name} voice={voice} continueTo={paths.signup({ ...visit, redirectUri: null })} />;
  const first = await ssoFirst("signup");
  if (first) redirect(first);

  const { settings } = app;
  return (
    <PageFrame
      title={sentence(voice, "signup.title", { app: app.name })}
      ways={settings.login ? [{ href: paths.login(visit), text: sentence(voice, "signup.to-login") }] : []}
    >
      {settings.signup ? (
        <SignupForm
          action={signupAction}
          byEmail={realm.usernameValidationHuman === "email"}
          names={settings.name_field}
          passwordTwice={settings.password_field === "twice"}
          orgName={settings.signup_mode === "user_org" ? settings.org_field : "hidden"}
          words={sentences(voice, signupWords, { min: realm.passwordPolicy.minLength })}
        />
      ) : (
        <Notice>{sentence(voice, "problem.signup.disabled", { app: app.name })}</Notice>
      )}
      <ProviderList or={sentence(voice, "provider.or")} providers={providerButtons(settings.signup)} />
    </PageFrame>
  );
}
