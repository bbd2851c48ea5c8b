import { toString as toQrCode } from "qrcode";
import { CodeForm } from "@/components/hosted/code-form";
import { PageFrame } from "@/components/hosted/page-frame";
import { StepEnded } from "@/components/hosted/step-ended";
import { enrolWords } from "@/components/hosted/words";
import { sentence, sentences } from "@/lib/domain/messages";
import { openEnrolment } from "@/lib/flows/enrol";
import { paths } from "@/lib/web/paths";
import { readTicketCookie } from "@/lib/web/ticket-cookie";
import { answerWith, requireVisit } from "@/lib/web/visit";
import { enrolAction } from "./action";

export default async function EnrolPage() {
  const visit = requireVisit();
  const { app, voice } = visit;
  const device = await openEnrolment(visit, await readTicketCookie());
  if (!device) {
    answerWith(410);
    return <StepEnded voice={voice} toLogin={paths.login(visit)} />;
  }
  const words = sentences(voice, enrolWords);
  const qr = await toQrCode(device.uri, { type: "svg", margin: 2, errorCorrectionLevel: "M" });
  return (
    <PageFrame title={sentence(voice, "enrol.title")}>
      <p className="gh-text">{sentence(voice, "enrol.lead", { app: app.name })}</p>
      <p className="gh-text">{sentence(voice, "enrol.scan")}</p>
      {/* biome-ignore lint/performance/noImgElement: it is written out here, there is nothing to optimise */}
      <img
        className="gh-qr"
        alt={sentence(voice, "enrol.qr")}
        width="200"
        height="200"
        src={`data:image/svg+xml;base64,${Buffer.from(qr).toString("base64")}`}
      />
      <p className="gh-text">{sentence(voice, "enrol.type")}</p>
      <p className="gh-secret" dir="ltr">
        {device.secret.match(/.{1,4}/g)?.join(" ")}
      </p>
      <CodeForm
        action={enrolAction}
        words={{
          submit: words["enrol.submit"],
          submitting: words["enrol.submitting"],
          problems: words["problems.title"],
          code: words["field.code"],
          hint: words["enrol.hint"],
        }}
      />
    </PageFrame>
  );
}
