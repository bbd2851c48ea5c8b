import { KeepCodesForm } from "@/components/hosted/keep-codes-form";
import { PageFrame } from "@/components/hosted/page-frame";
import { StepEnded } from "@/components/hosted/step-ended";
import { recoveryCodesWords } from "@/components/hosted/words";
import { sentence, sentences } from "@/lib/domain/messages";
import { showRecoveryCodes } from "@/lib/flows/enrol";
import { paths } from "@/lib/web/paths";
import { readTicketCookie } from "@/lib/web/ticket-cookie";
import { answerWith, requireVisit } from "@/lib/web/visit";
import { keepCodesAction } from "./action";

export default async function RecoveryCodesPage() {
  const visit = requireVisit();
  const { voice } = visit;
  const codes = await showRecoveryCodes(visit, await readTicketCookie());
  if (!codes) {
    answerWith(410);
    return <StepEnded voice={voice} toLogin={paths.login(visit)} />;
  }
  const words = sentences(voice, recoveryCodesWords);
  return (
    <PageFrame title={sentence(voice, "recovery-codes.title")}>
      <p className="gh-text">{sentence(voice, "recovery-codes.lead")}</p>
      <ol className="gh-codes" dir="ltr">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <KeepCodesForm
        action={keepCodesAction}
        words={{
          submit: words["recovery-codes.submit"],
          submitting: words["recovery-codes.submitting"],
          problems: words["problems.title"],
        }}
      />
    </PageFrame>
  );
}
