import { sentence, type Voice } from "@/lib/domain/messages";
import { PageFrame } from "./page-frame";

/** The link that brought the person here asks to go on to an address that the app's owner has not registered. */
export function RefusedReturn({
  app,
  continueTo,
  voice,
}: {
  readonly app: string;
  readonly continueTo: string;
  readonly voice: Voice;
}) {
  return (
    <PageFrame
      title={sentence(voice, "return.title")}
      ways={[{ href: continueTo, text: sentence(voice, "return.continue", { app }) }]}
    >
      <p className="gh-problem-page" role="alert">
        {sentence(voice, "problem.redirect-uri.not-registered", { app })}
      </p>
    </PageFrame>
  );
}
