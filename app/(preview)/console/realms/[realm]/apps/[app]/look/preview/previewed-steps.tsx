import type { ReactNode } from "react";
import { CodeForm } from "@/components/hosted/code-form";
import { ForgotPasswordForm } from "@/components/hosted/forgot-password-form";
import { Notice } from "@/components/hosted/notice";
import { PageFrame } from "@/components/hosted/page-frame";
import { ResetPasswordForm } from "@/components/hosted/reset-password-form";
import { ResendForm, VerifyEmailForm } from "@/components/hosted/verify-email-form";
import { forgotWords, resetWords, verifyLoginWords, verifyWords } from "@/components/hosted/words";
import { type MessageCode, sentence, sentences } from "@/lib/domain/messages";
import { nameOf, type Props, somebody, wayTo } from "./previewed-names";

/** The code of the second step. */
export function Code(props: Props) {
  const { app, voice } = props.preview;
  const words = sentences(voice, verifyLoginWords);
  return (
    <PageFrame title={sentence(voice, "verify-login.title")} ways={wayTo(props, "verify-login.to-login")}>
      <p className="gh-text">{sentence(voice, "verify-login.lead", { app: app.name })}</p>
      <CodeForm
        action={props.action}
        words={{
          submit: words["verify-login.submit"],
          submitting: words["verify-login.submitting"],
          problems: words["problems.title"],
          code: words["field.code"],
          hint: words["verify-login.hint"],
        }}
      />
    </PageFrame>
  );
}

/** Asking for a link to reset a password. */
export function Forgot(props: Props) {
  const { app, voice } = props.preview;
  return (
    <PageFrame title={sentence(voice, "forgot.title")} ways={wayTo(props, "forgot.to-login")}>
      {app.settings.login ? (
        <>
          <p className="gh-text">{sentence(voice, "forgot.about")}</p>
          <ForgotPasswordForm action={props.action} name={nameOf(props)} words={sentences(voice, forgotWords)} />
        </>
      ) : (
        <Notice>{sentence(voice, "problem.login.disabled")}</Notice>
      )}
    </PageFrame>
  );
}

/** A new password. */
export function Reset(props: Props) {
  const { app, voice } = props.preview;
  const { realm, settings } = app;
  const byEmail = realm.usernameValidationHuman === "email";
  return (
    <PageFrame title={sentence(voice, "reset.title")} ways={wayTo(props, "reset.to-forgot")}>
      <p className="gh-text">{sentence(voice, "reset.about", { app: app.name })}</p>
      <ResetPasswordForm
        action={props.action}
        field={byEmail ? "email" : "username"}
        username={byEmail ? `${somebody}@example.com` : somebody}
        passwordTwice={settings.password_field === "twice"}
        words={sentences(voice, resetWords, { min: realm.passwordPolicy.minLength })}
      />
    </PageFrame>
  );
}

/** Waiting for the mail with the link, and having opened it. */
export function Verify({ confirm, ...props }: Props & { readonly confirm: boolean }) {
  const { app, voice } = props.preview;
  const words = sentences(voice, verifyWords);
  const byEmail = app.realm.usernameValidationHuman === "email";
  const about = (code: MessageCode) => <p className="gh-text">{sentence(voice, code, { app: app.name })}</p>;
  return (
    <PageFrame
      title={sentence(voice, confirm ? "verify.confirm-title" : "verify.title")}
      ways={wayTo(props, "verify.to-login")}
    >
      {about(confirm ? "verify.confirm-about" : "verify.waiting")}
      {confirm ? (
        <VerifyEmailForm action={props.action} field={byEmail ? "email" : "username"} username="" words={words} />
      ) : (
        <>
          {about("verify.resend-about")}
          <ResendForm action={props.action} name={nameOf(props)} username="" words={words} />
        </>
      )}
    </PageFrame>
  );
}

/** The pages that only tell something. */
export function Told({
  state,
  ...props
}: Props & { readonly state: "forgot-sent" | "expired" | "logged-out" }): ReactNode {
  const { app, voice } = props.preview;
  const pages = {
    "forgot-sent": {
      title: "forgot.sent-title",
      ways: ["forgot.to-login", "forgot.again"],
      text: ["forgot.sent", "forgot.sent-none"],
    },
    expired: {
      title: "reset.dead-title",
      ways: ["reset.to-forgot", "forgot.to-login"],
      text: ["problem.reset-token.spent"],
    },
    "logged-out": { title: "logout.title", ways: app.settings.login ? ["logout.to-login"] : [], text: ["logout.done"] },
  } as const satisfies Record<
    string,
    { title: MessageCode; ways: readonly MessageCode[]; text: readonly MessageCode[] }
  >;
  const { title, ways, text } = pages[state];
  return (
    <PageFrame title={sentence(voice, title, { app: app.name })} ways={wayTo(props, ...ways)}>
      {text.map((code) => (
        <p key={code} className="gh-text">
          {sentence(voice, code, { app: app.name })}
        </p>
      ))}
    </PageFrame>
  );
}
