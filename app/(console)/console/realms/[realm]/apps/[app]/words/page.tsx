import { signOutAction } from "@/app/(console)/console/action";
import { AppParts } from "@/components/console/app-frame";
import { Choices } from "@/components/console/choices";
import { ConsoleFrame } from "@/components/console/console-frame";
import { NothingHere } from "@/components/console/nothing-here";
import { OwnSentencesForm } from "@/components/console/own-sentences-form";
import { ownSentencesWords } from "@/components/console/words";
import { listOwnSentences, sentenceAreas } from "@/lib/admin/own-sentences";
import { languageName, locales, matchLocale } from "@/lib/domain/locale";
import { english, say, sentence, sentences } from "@/lib/domain/messages";
import { placeOfApp } from "@/lib/web/console-app";
import { mayChangeRealm, mayReachRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";
import { saveSentencesAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/apps/[app]/words">;

export default async function WordsPage({ params, searchParams }: Props) {
  const administrator = await requireAdministrator();
  const { realm, app } = await params;
  const asked = await searchParams;
  const locale = matchLocale(String(asked.locale)) ?? "en";
  const area = sentenceAreas.find((one) => one === asked.area) ?? "login";
  const found = mayReachRealm(administrator, realm) ? await listOwnSentences(realm, app, { locale, area }) : null;
  const frame = { administrator, signOut: signOutAction };
  if (!found) {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const place = await placeOfApp(realm, { id: app, name: found.app });
  const at = (to: { locale?: string; area?: string }) => paths.consoleWords(realm, app, { locale, area, ...to });
  return (
    <ConsoleFrame {...frame} {...place} title={sentence(english, "console.words.title", { app: found.app })}>
      <AppParts realmId={realm} appId={app} part="words" />
      <p className="quiet">{sentence(english, "console.words.lead")}</p>
      <p className="links">
        <a href={paths.consoleLook(realm, app)}>{say("console.words.to-look")}</a>
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
        action={mayChangeRealm(administrator, realm) ? saveSentencesAction : null}
        mark={found.mark}
        locale={locale}
        sentences={found.sentences}
        words={sentences(english, ownSentencesWords)}
      />
    </ConsoleFrame>
  );
}
