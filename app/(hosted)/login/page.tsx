import { redirect } from "next/navigation";
import { LoginForm } from "@/components/hosted/login-form";
import { Notice } from "@/components/hosted/notice";
import { PageFrame } from "@/components/hosted/page-frame";
import { ProviderList } from "@/components/hosted/provider-list";
import { RefusedReturn } from "@/components/hosted/refused-return";
import { loginWords } from "@/components/hosted/words";
import { sentence, sentences } from "@/lib/domain/messages";
import { findWaitingProfile } from "@/lib/flows/connect-provider";
import { loginNotices, paths } from "@/lib/web/paths";
import { readIdentityCookie } from "@/lib/web/provider-cookie";
import { connectNotice, providerButtons } from "@/lib/web/provider-pages";
import { ssoFirst } from "@/lib/web/sso";
import { refusedReturn, requireVisit } from "@/lib/web/visit";
import { loginAction } from "./action";

export default async function LoginPage({ searchParams }: PageProps<"/login">) {
  const visit = requireVisit();
  const { app, realm, voice } = visit;
  if (refusedReturn(visit))
    return <RefusedReturn app={app.name} voice={voice} continueTo={paths.login({ ...visit, redirectUri: null })} />;
  const first = await ssoFirst("login");
  if (first) redirect(first);

  const asked = (await searchParams).notice;
  const notice = loginNotices.find((one) => one === asked);
  const held = visit.connect ? await findWaitingProfile(visit, await readIdentityCookie()) : null;
  const waiting = held?.connect === visit.connect ? held : null;
  const byName = realm.requireUniqueEmails ? "username-or-email" : "username";
  return (
    <PageFrame
      title={sentence(voice, "login.title", { app: app.name })}
      ways={[
        ...(app.settings.login
          ? [{ href: paths.forgotPassword(visit), text: sentence(voice, "login.to-forgot") }]
          : []),
        ...(waiting
          ? [{ href: paths.login({ ...visit, connect: null }), text: sentence(voice, "provider.connect.stop") }]
          : []),
        ...(app.settings.signup && !waiting
          ? [{ href: paths.signup(visit), text: sentence(voice, "login.to-signup") }]
          : []),
      ]}
    >
      {waiting && <Notice>{connectNotice(waiting)}</Notice>}
      {notice && <Notice>{sentence(voice, `login.notice.${notice}`)}</Notice>}
      {app.settings.login ? (
        <LoginForm
          action={loginAction}
          name={realm.usernameValidationHuman === "email" ? "email" : byName}
          words={sentences(voice, loginWords)}
        />
      ) : (
        <Notice>{sentence(voice, "problem.login.disabled", { app: app.name })}</Notice>
      )}
      <ProviderList or={sentence(voice, "provider.or")} providers={providerButtons(app.settings.login)} />
    </PageFrame>
  );
}
