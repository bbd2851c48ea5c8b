import { CodeForm } from "@/components/hosted/code-form";
import { PageFrame } from "@/components/hosted/page-frame";
import { StepEnded } from "@/components/hosted/step-ended";
import { verifyLoginWords } from "@/components/hosted/words";
import { sentence, sentences } from "@/lib/domain/messages";
import { ticketLives } from "@/lib/flows/verify-login";
import { paths } from "@/lib/web/paths";
import { readTicketCookie } from "@/lib/web/ticket-cookie";
import { answerWith, refusedWith, requireVisit } from "@/lib/web/visit";
import { verifyLoginAction } from "./action";

export default async function VerifyLoginPage() {
  const visit = requireVisit();
  const { app, voice } = visit;
  const toLogin = paths.login(visit);
  if (!(await ticketLives(visit, await readTicketCookie(), "mfa"))) {
    answerWith(410);
    return <StepEnded voice={voice} toLogin={toLogin} refusal={refusedWith()} />;
  }
  const words = sentences(voice, verifyLoginWords);
  return (
    <PageFrame
      title={sentence(voice, "verify-login.title")}
      ways={[{ href: toLogin, text: sentence(voice, "verify-login.to-login") }]}
    >
      <p className="gh-text">{sentence(voice, "verify-login.lead", { app: app.name })}</p>
      <CodeForm
        action={verifyLoginAction}
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
