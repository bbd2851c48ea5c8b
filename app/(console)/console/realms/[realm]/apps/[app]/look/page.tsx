import { realmPage } from "@/app/(console)/console/realm-page";
import { AppFrame } from "@/components/console/app-frame";
import { ButtonForm } from "@/components/console/button-form";
import { DraftNotice } from "@/components/console/draft-notice";
import { formWords } from "@/components/console/form-words";
import { LookHistory } from "@/components/console/look-history";
import { LookStudio } from "@/components/console/look-studio";
import { SavedLook } from "@/components/console/saved-look";
import { lookWords, previewWords } from "@/components/console/words";
import { findStudio } from "@/lib/admin/looks";
import { languageName, locales } from "@/lib/domain/locale";
import { english, say, sentence, sentences } from "@/lib/domain/messages";
import { previewStates } from "@/lib/domain/preview-states";
import { doerOf } from "@/lib/web/console-rights";
import { hostedAddresses, paths } from "@/lib/web/paths";
import { refusedWith, requestNonce } from "@/lib/web/visit";
import { discardDraftAction, fetchCssAction, publishVersionAction, saveLookAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/apps/[app]/look">;

export default realmPage<Props>(async function LookPage({ administrator, realm, mayChange, frame, params, asked }) {
  const studio = await findStudio({ realmId: realm.id, appId: params.app });
  if (!studio) return null;

  const app = { id: params.app, name: studio.name };
  const { login } = hostedAddresses(studio.subdomain);
  const { look, draft, mark, externalAt } = studio;
  const { at: now } = doerOf(administrator);
  const states = Object.fromEntries(previewStates.map((one) => [one, say(`console.look.preview.state.${one}`)]));
  return (
    <AppFrame {...frame} app={app} part="look" title={say("console.look.title", { app: app.name })}>
      <p className="quiet">{sentence(english, "console.look.lead")}</p>
      <p className="links">
        <a href={login}>{sentence(english, "console.look.see")}</a>{" "}
        <a href={`${login}?plain=1`}>{sentence(english, "console.look.see-plain")}</a>{" "}
        <a href={paths.consoleWords(realm.id, app.id)}>{say("console.look.to-words")}</a>
      </p>
      <SavedLook saved={String(asked.saved)} leftOut={String(asked.left_out ?? "").split(" ")} />
      {!mayChange && <p className="quiet">{refusedWith() ?? say("console.look.read-only")}</p>}
      <DraftNotice draft={draft} isBehind={studio.isBehind} now={now} discard={mayChange ? discardDraftAction : null} />
      <LookStudio
        form={
          mayChange
            ? {
                action: saveLookAction,
                look: { ...look, externalCss: look.external?.address ?? null },
                mark,
                words: sentences(english, lookWords),
              }
            : null
        }
        preview={{
          href: paths.consoleLookPreview(realm.id, app.id),
          title: studio.shown.pageTitle ?? studio.name,
          languages: locales.map((value) => ({ value, text: languageName(value) })),
          states: states as Record<(typeof previewStates)[number], string>,
          words: sentences(english, previewWords),
        }}
        report={studio.report}
        typedHref={paths.consoleLookTyped(realm.id, app.id)}
        nonce={requestNonce()}
      >
        {mayChange && studio.published.external && externalAt && (
          <section className="panel">
            <p className="quiet">{sentence(english, "console.look.fetched", { at: externalAt.toISOString() })}</p>
            <ButtonForm
              action={fetchCssAction}
              words={formWords(say("console.look.fetch"), say("console.look.fetching"))}
            />
          </section>
        )}
        <LookHistory versions={studio.versions} now={now} publish={mayChange ? publishVersionAction : null} />
      </LookStudio>
    </AppFrame>
  );
});
