import { LoginForm } from "@/components/hosted/login-form";
import { Notice } from "@/components/hosted/notice";
import { PageFrame } from "@/components/hosted/page-frame";
import { ProviderList } from "@/components/hosted/provider-list";
import { SignupForm } from "@/components/hosted/signup-form";
import { loginWords, signupWords } from "@/components/hosted/words";
import { sentence, sentences } from "@/lib/domain/messages";
import type { PreviewState } from "@/lib/domain/preview-states";
import { AfterTry } from "./after-try";
import { nameOf, type Props, somebody, wayTo } from "./previewed-names";
import { Code, Forgot, Reset, Told, Verify } from "./previewed-steps";

/** A hosted page in one of its states: the components of the page itself, with nobody there. */
export function PreviewedPage({ state, ...props }: Props & { readonly state: PreviewState }) {
  switch (state) {
    case "login":
      return <Login {...props} />;
    case "wrong-password":
      return (
        <AfterTry voice={props.preview.voice} problems={[{ code: "credentials.wrong" }]} typed={typedName(props)}>
          <Login {...props} />
        </AfterTry>
      );
    case "signup":
      return <Signup {...props} />;
    case "signup-problems":
      return (
        <AfterTry
          voice={props.preview.voice}
          problems={[
            { code: "email.blank", field: "email" },
            { code: "password.blank", field: "password" },
          ]}
          typed={typedName(props)}
        >
          <Signup {...props} />
        </AfterTry>
      );
    case "code":
      return <Code {...props} />;
    case "forgot":
      return <Forgot {...props} />;
    case "reset":
      return <Reset {...props} />;
    case "verify":
    case "verify-confirm":
      return <Verify {...props} confirm={state === "verify-confirm"} />;
    default:
      return <Told {...props} state={state} />;
  }
}

function typedName({ preview }: Props): Record<string, string> {
  return preview.app.realm.usernameValidationHuman === "email" ? {} : { username: somebody };
}

function Providers({ preview, allowed }: Pick<Props, "preview"> & { readonly allowed: boolean }) {
  const { app, voice } = preview;
  const providers = app.realm.providers.map((one) => ({
    ...one,
    href: `#${one.id}`,
    text: sentence(voice, "provider.continue", { provider: one.name }),
  }));
  return <ProviderList or={sentence(voice, "provider.or")} providers={allowed ? providers : []} />;
}

function Login(props: Props) {
  const { app, voice } = props.preview;
  const { login, signup } = app.settings;
  return (
    <PageFrame
      title={sentence(voice, "login.title", { app: app.name })}
      ways={[
        ...wayTo(
          props,
          ...(login ? (["login.to-forgot"] as const) : []),
          ...(signup ? (["login.to-signup"] as const) : []),
        ),
      ]}
    >
      {login ? (
        <LoginForm action={props.action} name={nameOf(props)} words={sentences(voice, loginWords)} />
      ) : (
        <Notice>{sentence(voice, "problem.login.disabled", { app: app.name })}</Notice>
      )}
      <Providers preview={props.preview} allowed={login} />
    </PageFrame>
  );
}

function Signup(props: Props) {
  const { app, voice } = props.preview;
  const { settings, realm } = app;
  return (
    <PageFrame
      title={sentence(voice, "signup.title", { app: app.name })}
      ways={settings.login ? wayTo(props, "signup.to-login") : []}
    >
      {settings.signup ? (
        <SignupForm
          action={props.action}
          byEmail={realm.usernameValidationHuman === "email"}
          names={settings.name_field}
          passwordTwice={settings.password_field === "twice"}
          orgName={settings.signup_mode === "user_org" ? settings.org_field : "hidden"}
          words={sentences(voice, signupWords, { min: realm.passwordPolicy.minLength })}
        />
      ) : (
        <Notice>{sentence(voice, "problem.signup.disabled", { app: app.name })}</Notice>
      )}
      <Providers preview={props.preview} allowed={settings.signup} />
    </PageFrame>
  );
}
