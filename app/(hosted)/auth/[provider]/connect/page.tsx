import { PageFrame } from "@/components/hosted/page-frame";
import { ProviderEnded } from "@/components/hosted/provider-ended";
import { sentence } from "@/lib/domain/messages";
import { findWaitingProfile } from "@/lib/flows/connect-provider";
import { paths } from "@/lib/web/paths";
import { readIdentityCookie } from "@/lib/web/provider-cookie";
import { answerWith, requireVisit } from "@/lib/web/visit";

/** Somebody's address has an account already, and one side has not verified it: they log in to it first. */
export default async function ProviderConnectPage() {
  const visit = requireVisit();
  const { app, voice } = visit;
  const waiting = await findWaitingProfile(visit, await readIdentityCookie());
  if (!waiting) {
    answerWith(410);
    return <ProviderEnded voice={voice} toLogin={paths.login(visit)} />;
  }
  const { provider, connect } = waiting;
  const about = { provider, app: app.name, who: waiting.who ?? "" };
  return (
    <PageFrame
      title={sentence(voice, "provider.connect.title")}
      ways={[
        { href: paths.forgotPassword(visit), text: sentence(voice, "provider.connect.to-forgot") },
        { href: paths.login(visit), text: sentence(voice, "provider.connect.stop") },
      ]}
    >
      <p className="gh-text">{sentence(voice, "provider.connect.about", about)}</p>
      <a className="gh-submit" href={paths.login({ ...visit, promptLogin: true, connect })}>
        {sentence(voice, "provider.connect.submit", { provider })}
      </a>
    </PageFrame>
  );
}
