import { PageFrame } from "@/components/hosted/page-frame";
import { sentence } from "@/lib/domain/messages";
import { paths, providerStops } from "@/lib/web/paths";
import { providerAt } from "@/lib/web/provider-visit";
import { answerWith, requireVisit } from "@/lib/web/visit";

/** What each end says, with which status, and whether the same way may work the next time. */
const ends = {
  refused: { text: "problem.provider.refused", status: 403, again: true },
  ended: { text: "problem.provider.step-ended", status: 410, again: true },
  unreachable: { text: "problem.provider.unreachable", status: 424, again: true },
  answer: { text: "problem.provider.answer", status: 424, again: true },
  off: { text: "problem.provider.off", status: 404, again: false },
  inactive: { text: "problem.user.inactive", status: 403, again: false },
  "signup-off": { text: "problem.signup.disabled", status: 403, again: false },
  "login-off": { text: "problem.login.disabled", status: 403, again: false },
  busy: { text: "problem.server.busy", status: 429, again: true },
} as const;

/** Where a login by a provider could not go on: what happened, and the ways on. */
export default async function ProviderStoppedPage({ params, searchParams }: PageProps<"/auth/[provider]/stopped">) {
  const visit = requireVisit();
  const { app, voice } = visit;
  const asked = (await searchParams).why;
  const segment = (await params).provider;
  const provider = providerAt(segment);
  const why = provider ? (providerStops.find((one) => one === asked) ?? "ended") : "off";
  const { text, status, again } = ends[why];
  const name = { provider: provider?.name ?? "" };
  answerWith(status);
  return (
    <PageFrame
      title={sentence(voice, `provider.stopped.${why}`, name)}
      ways={[
        ...(again ? [{ href: paths.provider(visit, segment), text: sentence(voice, "provider.again", name) }] : []),
        ...(app.settings.login ? [{ href: paths.login(visit), text: sentence(voice, "provider.to-login") }] : []),
        ...(app.settings.signup && !app.settings.login
          ? [{ href: paths.signup(visit), text: sentence(voice, "provider.to-signup") }]
          : []),
      ]}
    >
      <p className="gh-problem-page" role="alert">
        {sentence(voice, text)}
      </p>
    </PageFrame>
  );
}
