import { sentence, type Voice } from "@/lib/domain/messages";
import { PageFrame } from "./page-frame";

type Props = { readonly voice: Voice; readonly toLogin: string };

/** A step after a provider that nobody stands at any more: what happened, and the one way on. */
export function ProviderEnded({ voice, toLogin }: Props) {
  return (
    <PageFrame
      title={sentence(voice, "provider.stopped.ended")}
      ways={[{ href: toLogin, text: sentence(voice, "provider.to-login") }]}
    >
      <p className="gh-problem-page" role="alert">
        {sentence(voice, "problem.provider.step-ended")}
      </p>
    </PageFrame>
  );
}
