import { Notice } from "@/components/hosted/notice";
import { PageFrame } from "@/components/hosted/page-frame";
import { RefusedReturn } from "@/components/hosted/refused-return";
import { ResendForm, VerifyEmailForm } from "@/components/hosted/verify-email-form";
import { verifyWords } from "@/components/hosted/words";
import { sentence, sentences } from "@/lib/domain/messages";
import { verificationLinkWorks } from "@/lib/flows/verify-email";
import { readLinkCookie } from "@/lib/web/link-cookie";
import { paths } from "@/lib/web/paths";
import { answerWith, refusedReturn, requireVisit } from "@/lib/web/visit";
import { resendAction, verifyEmailAction } from "./action";

export default async function VerifyEmailPage({ searchParams }: PageProps<"/verify_email">) {
  const visit = requireVisit();
  const { app, realm, voice } = visit;
  const { username: named, step } = await searchParams;
  const username = typeof named === "string" ? named : "";
  if (refusedReturn(visit))
    return (
      <RefusedReturn
        app={app.name}
        voice={voice}
        continueTo={paths.verifyEmail({ ...visit, redirectUri: null }, username)}
      />
    );

  const byEmail = realm.usernameValidationHuman === "email";
  const words = sentences(voice, verifyWords);
  const state = await stateOf(step);
  const ways = [{ href: paths.login(visit), text: sentence(voice, "verify.to-login") }];
  if (state === "confirm")
    return (
      <PageFrame title={sentence(voice, "verify.confirm-title")} ways={ways}>
        <p className="gh-text">{sentence(voice, "verify.confirm-about", { app: app.name })}</p>
        <VerifyEmailForm
          action={verifyEmailAction}
          field={byEmail ? "email" : "username"}
          username={username}
          words={words}
        />
      </PageFrame>
    );

  const about = state === "waiting" || state === "sent" ? null : state;
  if (about === "broken" || about === "dead") answerWith(about === "dead" ? 410 : 400);
  const anyName = realm.requireUniqueEmails ? "username-or-email" : "username";
  return (
    <PageFrame title={sentence(voice, about ? `verify.${about}-title` : "verify.title")} ways={ways}>
      {state === "sent" ? (
        <Notice>{sentence(voice, "verify.sent")}</Notice>
      ) : (
        <p className="gh-text">
          {sentence(voice, state === "dead" ? "problem.email-token.spent" : `verify.${state}`, { app: app.name })}
        </p>
      )}
      {!about && <p className="gh-text">{sentence(voice, "verify.resend-about")}</p>}
      <ResendForm action={resendAction} name={byEmail ? "email" : anyName} username={username} words={words} />
    </PageFrame>
  );
}

/** Whether somebody waits for a mail, has opened its link, or has a link that leads nowhere. */
async function stateOf(step: string | string[] | undefined) {
  if (step === "sent" || step === "broken") return step;
  if (step !== "confirm") return "waiting";
  const token = await readLinkCookie("verify");
  if (token === undefined) return "no-link";
  return (await verificationLinkWorks(requireVisit(), token)) ? "confirm" : "dead";
}
