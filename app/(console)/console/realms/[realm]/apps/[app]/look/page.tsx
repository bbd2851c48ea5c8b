import { signOutAction } from "@/app/(console)/console/action";
import { AppParts } from "@/components/console/app-frame";
import { ButtonForm } from "@/components/console/button-form";
import { ConsoleFrame } from "@/components/console/console-frame";
import { DraftNotice } from "@/components/console/draft-notice";
import { LookHistory } from "@/components/console/look-history";
import { LookStudio } from "@/components/console/look-studio";
import { NothingHere } from "@/components/console/nothing-here";
import { SavedLook } from "@/components/console/saved-look";
import { lookWords, previewWords } from "@/components/console/words";
import { findStudio } from "@/lib/admin/looks";
import { languageName, locales } from "@/lib/domain/locale";
import { english, say, sentence, sentences } from "@/lib/domain/messages";
import { previewStates } from "@/lib/domain/preview-states";
import { placeOfApp } from "@/lib/web/console-app";
import { doerOf, mayChangeRealm, mayReachRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { hostedAddresses, paths } from "@/lib/web/paths";
import { answerWith, refusedWith, requestNonce } from "@/lib/web/visit";
import { discardDraftAction, fetchCssAction, publishVersionAction, saveLookAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/apps/[app]/look">;

export default async function LookPage({ params, searchParams }: Props) {
  const administrator = await requireAdministrator();
  const { realm, app } = await params;
  const asked = await searchParams;
  const studio = mayReachRealm(administrator, realm) ? await findStudio({ realmId: realm, appId: app }) : null;
  const frame = { administrator, signOut: signOutAction };
  if (!studio) {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const place = await placeOfApp(realm, { id: app, name: studio.name });
  const { login } = hostedAddresses(studio.subdomain);
  const problems = sentence(english, "problems.title");
  const { look, draft, mark, externalAt } = studio;
  const may = mayChangeRealm(administrator, realm);
  const { at: now } = doerOf(administrator);
  const states = Object.fromEntries(previewStates.map((one) => [one, say(`console.look.preview.state.${one}`)]));
  return (
    <ConsoleFrame {...frame} {...place} title={sentence(english, "console.look.title", { app: studio.name })}>
      <AppParts realmId={realm} appId={app} part="look" />
      <p className="quiet">{sentence(english, "console.look.lead")}</p>
      <p className="links">
        <a href={login}>{sentence(english, "console.look.see")}</a>{" "}
        <a href={`${login}?plain=1`}>{sentence(english, "console.look.see-plain")}</a>{" "}
        <a href={paths.consoleWords(realm, app)}>{say("console.look.to-words")}</a>
      </p>
      <SavedLook saved={String(asked.saved)} leftOut={String(asked.left_out ?? "").split(" ")} />
      {!may && <p className="quiet">{refusedWith() ?? say("console.look.read-only")}</p>}
      <DraftNotice draft={draft} isBehind={studio.isBehind} now={now} discard={may ? discardDraftAction : null} />
      <LookStudio
        form={
          may
            ? {
                action: saveLookAction,
                look: { ...look, externalCss: look.external?.address ?? null },
                mark,
                words: sentences(english, lookWords),
              }
            : null
        }
        preview={{
          href: paths.consoleLookPreview(realm, app),
          title: studio.shown.pageTitle ?? studio.name,
          languages: locales.map((value) => ({ value, text: languageName(value) })),
          states: states as Record<(typeof previewStates)[number], string>,
          words: sentences(english, previewWords),
        }}
        report={studio.report}
        typedHref={paths.consoleLookTyped(realm, app)}
        nonce={requestNonce()}
      >
        {may && studio.published.external && externalAt && (
          <section className="panel">
            <p className="quiet">{sentence(english, "console.look.fetched", { at: externalAt.toISOString() })}</p>
            <ButtonForm
              action={fetchCssAction}
              words={{ submit: say("console.look.fetch"), submitting: say("console.look.fetching"), problems }}
            />
          </section>
        )}
        <LookHistory versions={studio.versions} now={now} publish={may ? publishVersionAction : null} />
      </LookStudio>
    </ConsoleFrame>
  );
}
