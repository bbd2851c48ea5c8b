import { signOutAction } from "@/app/(console)/console/action";
import { ButtonForm } from "@/components/console/button-form";
import { ConsoleFrame } from "@/components/console/console-frame";
import { LeftOut } from "@/components/console/left-out";
import { LogoForm } from "@/components/console/logo-form";
import { LookForm } from "@/components/console/look-form";
import { NothingHere } from "@/components/console/nothing-here";
import { SavedLook } from "@/components/console/saved-look";
import { logoWords, lookWords } from "@/components/console/words";
import { findLook } from "@/lib/admin/looks";
import { english, sentence, sentences } from "@/lib/domain/messages";
import { mayReachRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { hostedAddresses } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";
import { fetchCssAction, removeLogoAction, saveLogoAction, saveLookAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/apps/[app]/look">;

export default async function LookPage({ params, searchParams }: Props) {
  const administrator = await requireAdministrator();
  const { realm, app } = await params;
  const asked = await searchParams;
  const look = mayReachRealm(administrator, realm) ? await findLook({ realmId: realm, appId: app }) : null;
  const frame = { administrator, signOut: signOutAction };
  if (!look) {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const { login } = hostedAddresses(look.subdomain);
  const problems = sentence(english, "problems.title");
  return (
    <ConsoleFrame {...frame} title={sentence(english, "console.look.title", { app: look.name })}>
      <p className="quiet">{sentence(english, "console.look.lead")}</p>
      <p className="links">
        <a href={login}>{sentence(english, "console.look.see")}</a>{" "}
        <a href={`${login}?plain=1`}>{sentence(english, "console.look.see-plain")}</a>
      </p>
      {asked.saved === "yes" && <SavedLook leftOut={String(asked.left_out ?? "").split(" ")} />}
      <LeftOut dropped={look.dropped} />
      <section className="panel" aria-labelledby="text">
        <h2 id="text">{sentence(english, "console.look.text")}</h2>
        <LookForm action={saveLookAction} look={look} words={sentences(english, lookWords)} />
        {look.externalCss && look.externalCssFetchedAt && (
          <>
            <p className="quiet">
              {sentence(english, "console.look.fetched", { at: look.externalCssFetchedAt.toISOString() })}
            </p>
            <ButtonForm
              action={fetchCssAction}
              words={{
                submit: sentence(english, "console.look.fetch"),
                submitting: sentence(english, "console.look.fetching"),
                problems,
              }}
            />
          </>
        )}
      </section>
      <section className="panel" aria-labelledby="logo-title">
        <h2 id="logo-title">{sentence(english, "console.look.logo")}</h2>
        <LogoForm action={saveLogoAction} words={sentences(english, logoWords)} />
        {look.logo && (
          <>
            <p className="quiet">
              {sentence(english, "console.look.logo-now")} <code className="id">{look.logo}</code>
            </p>
            <ButtonForm
              action={removeLogoAction}
              words={{
                submit: sentence(english, "console.look.logo-remove"),
                submitting: sentence(english, "console.look.logo-removing"),
                problems,
              }}
            />
          </>
        )}
      </section>
    </ConsoleFrame>
  );
}
