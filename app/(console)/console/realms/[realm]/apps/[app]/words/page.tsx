import { realmPage } from "@/app/(console)/console/realm-page";
import { AppFrame } from "@/components/console/app-frame";
import { Choices } from "@/components/console/choices";
import { OwnSentencesForm } from "@/components/console/own-sentences-form";
import { ownSentencesWords } from "@/components/console/words";
import { listOwnSentences, sentenceAreas } from "@/lib/admin/own-sentences";
import { languageName, locales, matchLocale } from "@/lib/domain/locale";
import { english, say, sentence, sentences } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { saveSentencesAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/apps/[app]/words">;

export default realmPage<Props>(async function WordsPage({ realm, mayChange, frame, params, asked }) {
  const locale = matchLocale(String(asked.locale)) ?? "en";
  const area = sentenceAreas.find((one) => one === asked.area) ?? "login";
  const found = await listOwnSentences(realm.id, params.app, { locale, area });
  if (!found) return null;

  const app = { id: params.app, name: found.app };
  const at = (to: { locale?: string; area?: string }) => paths.consoleWords(realm.id, app.id, { locale, area, ...to });
  return (
    <AppFrame {...frame} app={app} part="words" title={say("console.words.title", { app: app.name })}>
      <p className="quiet">{sentence(english, "console.words.lead")}</p>
      <p className="links">
        <a href={paths.consoleLook(realm.id, app.id)}>{say("console.words.to-look")}</a>
      </p>
      {asked.saved === "yes" && <p className="gh-notice">{sentence(english, "console.words.saved")}</p>}
      {found.isDraft && asked.saved !== "yes" && <p className="quiet">{say("console.words.draft")}</p>}
      <Choices
        label={sentence(english, "console.words.languages")}
        chosen={locale}
        choices={locales.map((one) => ({ name: one, text: languageName(one), href: at({ locale: one }) }))}
      />
      <Choices
        label={sentence(english, "console.words.areas")}
        chosen={area}
        choices={sentenceAreas.map((one) => ({ name: one, href: at({ area: one }) }))}
      />
      <OwnSentencesForm
        key={`${locale}.${area}`}
        action={mayChange ? saveSentencesAction : null}
        mark={found.mark}
        locale={locale}
        sentences={found.sentences}
        words={sentences(english, ownSentencesWords)}
      />
    </AppFrame>
  );
});
