import { PageFrame } from "@/components/hosted/page-frame";
import { ProviderEnded } from "@/components/hosted/provider-ended";
import { ProviderSignupForm } from "@/components/hosted/provider-signup-form";
import { providerSignupWords } from "@/components/hosted/words";
import { sentence, sentences } from "@/lib/domain/messages";
import { openProviderSignup } from "@/lib/flows/open-provider-signup";
import { paths } from "@/lib/web/paths";
import { readIdentityCookie } from "@/lib/web/provider-cookie";
import { answerWith, requireVisit } from "@/lib/web/visit";
import { finishAction } from "./action";

/** What an app asks of somebody new, beyond what their provider has told. */
export default async function ProviderFinishPage() {
  const visit = requireVisit();
  const { app, voice } = visit;
  const come = await openProviderSignup(visit, await readIdentityCookie());
  if (!come) {
    answerWith(410);
    return <ProviderEnded voice={voice} toLogin={paths.login(visit)} />;
  }
  const { provider, who, connect, fields } = come;
  const toConnect = { ...visit, promptLogin: true, connect };
  return (
    <PageFrame
      title={sentence(voice, "provider.finish.title")}
      ways={
        app.settings.login
          ? [{ href: paths.login(toConnect), text: sentence(voice, "provider.finish.to-connect", { provider }) }]
          : []
      }
    >
      <p className="gh-text">
        {who === null
          ? sentence(voice, "provider.finish.lead-unnamed", { provider, app: app.name })
          : sentence(voice, "provider.finish.lead", { provider, who, app: app.name })}
      </p>
      <ProviderSignupForm action={finishAction} fields={fields} words={sentences(voice, providerSignupWords)} />
    </PageFrame>
  );
}
