import { sentence, type Voice } from "@/lib/domain/messages";
import { PageFrame } from "./page-frame";

type Props = { readonly voice: Voice; readonly toLogin: string; readonly refusal?: string | null };

/** A second step that has no login any more: what happened, as `refusal` says it where a form has just been refused, and the one way on. */
export function StepEnded({ voice, toLogin, refusal }: Props) {
  return (
    <PageFrame
      title={sentence(voice, "ticket.ended-title")}
      ways={[{ href: toLogin, text: sentence(voice, "verify-login.to-login") }]}
    >
      <p className="gh-problem-page" role="alert">
        {refusal ?? sentence(voice, "problem.ticket.ended")}
      </p>
    </PageFrame>
  );
}
