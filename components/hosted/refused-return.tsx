import { sentence } from "@/lib/domain/messages";
import { PageFrame } from "./page-frame";

/** The link that brought the person here asks to go on to an address that the app's owner has not registered. */
export function RefusedReturn({ app, continueTo }: { readonly app: string; readonly continueTo: string }) {
  return (
    <PageFrame
      app={app}
      title={sentence("en", "return.title")}
      ways={[{ href: continueTo, text: sentence("en", "return.continue", { app }) }]}
    >
      <p className="gh-problem-page" role="alert">
        {sentence("en", "problem.redirect-uri.not-registered", { app })}
      </p>
    </PageFrame>
  );
}
